// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { keep_schedule } from '#products/rehearsal/app/performers/keep-schedule.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { keep_schedule as registration } from '#products/rehearsal/kinds/effects/keep-schedule.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudStarters } from '#functions/wiring/cloud-starters.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('keep-schedule', contractOfEffect(registration), cloudTasks);
const perform = keep_schedule.perform(cloud.system, {
  starters: cloudStarters(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'keep_schedule', task, perform));
serve('keep-schedule', cloud, handler);
