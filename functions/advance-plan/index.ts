// Made by `npm run generate`.
import { advance_plan } from '#products/rehearsal/app/performers/advance-plan.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { advance_plan as registration } from '#products/rehearsal/kinds/effects/advance-plan.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskDoor } from '#functions/wiring/task-door.ts';

const cloud = openCloud('advance-plan', contractOfEffect(registration), cloudTasks);
const perform = advance_plan.perform(cloud.system, {});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'advance_plan', perform);
serve('advance-plan', cloud, handler);
