// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveApi as registration } from '#doors/functions/serve-api.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { cloudOutputs } from '#functions/wiring/cloud-outputs.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveApi } from './wiring.ts';

const cloud = openCloud('serve-api', contractOfFunction(registration), cloudTasks);
const handler = serveApi.open(cloud, {
  codeHost: cloudCodeHost(cloud),
  outputs: cloudOutputs(cloud),
});
serve('serve-api', cloud, handler);
