// Made by `npm run generate`.
import { advance_plan } from '#application/performers/advance-plan.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { advance_plan as registration } from '#domain/effects/advance-plan.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('advance-plan', contractOfEffect(registration), cloudTasks);
const perform = advance_plan.perform(cloud.system, {});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'advance_plan', perform);
serve('advance-plan', cloud, handler);
