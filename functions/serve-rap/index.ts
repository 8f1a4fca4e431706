// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveRap as registration } from '#doors/functions/serve-rap.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveRap } from './wiring.ts';

const cloud = openCloud('serve-rap', contractOfFunction(registration), cloudTasks);
const handler = serveRap.open(cloud, {
  codeHost: cloudCodeHost(cloud),
});
serve('serve-rap', cloud, handler, serveRap.door);
