// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { followLink as registration } from '#contracts/functions/follow-link.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { serve } from '#shared/wiring/serve.ts';
import { followLink } from './wiring.ts';

const cloud = openCloud('follow-link', contractOfFunction(registration));
const handler = followLink.open(cloud, {
  codeHost: cloudCodeHost(cloud),
});
serve('follow-link', cloud, handler);
