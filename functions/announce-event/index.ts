// Made by `npm run generate`.
import { announce } from '#products/rehearsal/app/performers/announce.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { announce as registration } from '#products/rehearsal/kinds/effects/announce.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudChannels } from '#functions/wiring/cloud-channels.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskDoor } from '#functions/wiring/task-door.ts';

const cloud = openCloud('announce-event', contractOfEffect(registration), cloudTasks);
const perform = announce.perform(cloud.system, {
  channels: cloudChannels(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'announce', perform);
serve('announce-event', cloud, handler);
