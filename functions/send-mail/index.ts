// Made by `npm run generate`.
import { send_mail } from '#application/performers/send-mail.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { send_mail as registration } from '#domain/effects/send-mail.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudMailTools } from '#shared/wiring/cloud-mail-tools.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('send-mail', contractOfEffect(registration), cloudTasks);
const perform = send_mail.perform(cloud.system, {
  mailTools: cloudMailTools(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'send_mail', perform);
serve('send-mail', cloud, handler);
