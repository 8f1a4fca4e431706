// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveAgent as registration } from '#doors/functions/serve-agent.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudOutputs } from '#functions/wiring/cloud-outputs.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveAgent } from './wiring.ts';

const cloud = openCloud('serve-agent', contractOfFunction(registration));
const handler = serveAgent.open(cloud, {
  outputs: cloudOutputs(cloud),
});
serve('serve-agent', cloud, handler);
