// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { servePages as registration } from '#contracts/functions/serve-pages.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { serve } from '#shared/wiring/serve.ts';
import { servePages } from './wiring.ts';

const cloud = openCloud('serve-pages', contractOfFunction(registration));
const handler = servePages.open(cloud, {
  outputs: cloudOutputs(cloud),
});
serve('serve-pages', cloud, handler);
