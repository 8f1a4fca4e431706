// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { advance_plan } from '#products/rehearsal/app/performers/advance-plan.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { advance_plan as registration } from '#products/rehearsal/kinds/effects/advance-plan.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('advance-plan', contractOfEffect(registration), cloudTasks);
const perform = advance_plan.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'advance_plan', task, perform));
serve('advance-plan', cloud, handler);
