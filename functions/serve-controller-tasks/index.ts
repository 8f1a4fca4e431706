// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveControllerTasks as registration } from '#doors/functions/serve-controller-tasks.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveControllerTasks } from './wiring.ts';

const cloud = openCloud('serve-controller-tasks', contractOfFunction(registration), cloudTasks);
const handler = serveControllerTasks.open(cloud, {});
serve('serve-controller-tasks', cloud, handler, serveControllerTasks.door);
