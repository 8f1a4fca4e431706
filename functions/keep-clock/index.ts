// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { keep_clock } from '#products/rehearsal/app/performers/keep-clock.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { keep_clock as registration } from '#products/rehearsal/kinds/effects/keep-clock.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('keep-clock', contractOfEffect(registration), cloudTasks);
const perform = keep_clock.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'keep_clock', task, perform));
serve('keep-clock', cloud, handler);
