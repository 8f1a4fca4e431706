// Made by `npm run generate`.
import { announce } from '#application/performers/announce.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { announce as registration } from '#domain/effects/announce.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudChannels } from '#shared/wiring/cloud-channels.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('announce-event', contractOfEffect(registration), cloudTasks);
const perform = announce.perform(cloud.system, {
  channels: cloudChannels(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'announce', perform);
serve('announce-event', cloud, handler);
