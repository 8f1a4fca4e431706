// Made by `npm run generate`.
import { keep_clock } from '#products/rehearsal/app/performers/keep-clock.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { keep_clock as registration } from '#products/rehearsal/kinds/effects/keep-clock.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskDoor } from '#functions/wiring/task-door.ts';

const cloud = openCloud('keep-clock', contractOfEffect(registration), cloudTasks);
const perform = keep_clock.perform(cloud.system, {});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'keep_clock', perform);
serve('keep-clock', cloud, handler);
