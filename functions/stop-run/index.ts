// Made by `npm run generate`.
import { performEffect } from '#products/pipelines/app/perform-effect.ts';
import { stop_run } from '#products/pipelines/app/performers/stop-run.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { stop_run as registration } from '#products/pipelines/kinds/effects/stop-run.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('stop-run', contractOfEffect(registration), cloudTasks);
const perform = stop_run.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'stop_run', task, perform));
serve('stop-run', cloud, handler);
