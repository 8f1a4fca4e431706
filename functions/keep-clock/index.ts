// Made by `npm run generate`.
import { keep_clock } from '#application/performers/keep-clock.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { keep_clock as registration } from '#domain/effects/keep-clock.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('keep-clock', contractOfEffect(registration), cloudTasks);
const perform = keep_clock.perform(cloud.system, {});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'keep_clock', perform);
serve('keep-clock', cloud, handler);
