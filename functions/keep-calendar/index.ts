// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { keep_calendar } from '#products/rehearsal/app/performers/keep-calendar.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { keep_calendar as registration } from '#products/rehearsal/kinds/effects/keep-calendar.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('keep-calendar', contractOfEffect(registration), cloudTasks);
const perform = keep_calendar.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'keep_calendar', task, perform));
serve('keep-calendar', cloud, handler);
