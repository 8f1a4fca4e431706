// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { check_gates } from '#products/rehearsal/app/performers/check-gates.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { check_gates as registration } from '#products/rehearsal/kinds/effects/check-gates.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('check-gates', contractOfEffect(registration), cloudTasks);
const perform = check_gates.perform(cloud.system, {
  codeHost: cloudCodeHost(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'check_gates', task, perform));
serve('check-gates', cloud, handler);
