// Made by `npm run generate`.
import { keep_calendar } from '#application/performers/keep-calendar.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { keep_calendar as registration } from '#domain/effects/keep-calendar.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('keep-calendar', contractOfEffect(registration), cloudTasks);
const perform = keep_calendar.perform(cloud.system, {});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'keep_calendar', perform);
serve('keep-calendar', cloud, handler);
