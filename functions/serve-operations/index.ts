// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveOperations as registration } from '#doors/functions/serve-operations.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveOperations } from './wiring.ts';

const cloud = openCloud('serve-operations', contractOfFunction(registration), cloudTasks);
const handler = serveOperations.open(cloud, {
  codeHost: cloudCodeHost(cloud),
});
serve('serve-operations', cloud, handler);
