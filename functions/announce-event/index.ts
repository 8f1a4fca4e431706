// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { announce } from '#products/rehearsal/app/performers/announce.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { announce as registration } from '#products/rehearsal/kinds/effects/announce.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudChannels } from '#functions/wiring/cloud-channels.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('announce-event', contractOfEffect(registration), cloudTasks);
const perform = announce.perform(cloud.system, {
  channels: cloudChannels(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'announce', task, perform));
serve('announce-event', cloud, handler);
