// Made by `npm run generate`.
import { send_mail } from '#products/rehearsal/app/performers/send-mail.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { send_mail as registration } from '#products/rehearsal/kinds/effects/send-mail.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudMailDependencies } from '#functions/wiring/cloud-mail-dependencies.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskDoor } from '#functions/wiring/task-door.ts';

const cloud = openCloud('send-mail', contractOfEffect(registration), cloudTasks);
const perform = send_mail.perform(cloud.system, {
  mailDependencies: cloudMailDependencies(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'send_mail', perform);
serve('send-mail', cloud, handler);
