// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { serveAgent as registration } from '#contracts/functions/serve-agent.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { serve } from '#shared/wiring/serve.ts';
import { serveAgent } from './wiring.ts';

const cloud = openCloud('serve-agent', contractOfFunction(registration));
const handler = serveAgent.open(cloud, {
  outputs: cloudOutputs(cloud),
});
serve('serve-agent', cloud, handler);
