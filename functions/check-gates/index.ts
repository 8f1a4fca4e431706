// Made by `npm run generate`.
import { check_gates } from '#application/performers/check-gates.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { check_gates as registration } from '#domain/effects/check-gates.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('check-gates', contractOfEffect(registration), cloudTasks);
const perform = check_gates.perform(cloud.system, {
  codeHost: cloudCodeHost(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'check_gates', perform);
serve('check-gates', cloud, handler);
