// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { send_mail } from '#products/rehearsal/app/performers/send-mail.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { send_mail as registration } from '#products/rehearsal/kinds/effects/send-mail.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudMailDependencies } from '#functions/wiring/cloud-mail-dependencies.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('send-mail', contractOfEffect(registration), cloudTasks);
const perform = send_mail.perform(cloud.system, {
  mailDependencies: cloudMailDependencies(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'send_mail', task, perform));
serve('send-mail', cloud, handler);
