// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { heed_flags } from '#products/rehearsal/app/performers/heed-flags.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { heed_flags as registration } from '#products/rehearsal/kinds/effects/heed-flags.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('heed-flags', contractOfEffect(registration), cloudTasks);
const perform = heed_flags.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'heed_flags', task, perform));
serve('heed-flags', cloud, handler);
