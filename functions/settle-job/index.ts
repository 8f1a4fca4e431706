// Made by `npm run generate`.
import { performEffect } from '#products/pipelines/app/perform-effect.ts';
import { settle_job } from '#products/pipelines/app/performers/settle-job.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { settle_job as registration } from '#products/pipelines/kinds/effects/settle-job.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('settle-job', contractOfEffect(registration), cloudTasks);
const perform = settle_job.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'settle_job', task, perform));
serve('settle-job', cloud, handler);
