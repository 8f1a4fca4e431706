// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { followLink as registration } from '#doors/functions/follow-link.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { cloudOutputs } from '#functions/wiring/cloud-outputs.ts';
import { serve } from '#functions/wiring/serve.ts';
import { followLink } from './wiring.ts';

const cloud = openCloud('follow-link', contractOfFunction(registration));
const handler = followLink.open(cloud, {
  codeHost: cloudCodeHost(cloud),
  outputs: cloudOutputs(cloud),
});
serve('follow-link', cloud, handler);
