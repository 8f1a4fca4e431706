// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { servePages as registration } from '#doors/functions/serve-pages.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudOutputs } from '#functions/wiring/cloud-outputs.ts';
import { serve } from '#functions/wiring/serve.ts';
import { servePages } from './wiring.ts';

const cloud = openCloud('serve-pages', contractOfFunction(registration));
const handler = servePages.open(cloud, {
  outputs: cloudOutputs(cloud),
});
serve('serve-pages', cloud, handler);
