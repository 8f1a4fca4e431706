// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { keep_probe } from '#products/rehearsal/app/performers/keep-probe.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { keep_probe as registration } from '#products/rehearsal/kinds/effects/keep-probe.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('keep-probe', contractOfEffect(registration), cloudTasks);
const perform = keep_probe.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'keep_probe', task, perform));
serve('keep-probe', cloud, handler);
