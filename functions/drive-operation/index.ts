// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { drive_operation } from '#products/rehearsal/app/performers/drive-operation.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { drive_operation as registration } from '#products/rehearsal/kinds/effects/drive-operation.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudExecutors } from '#functions/wiring/cloud-executors.ts';
import { cloudOutputs } from '#functions/wiring/cloud-outputs.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { cloudDeployDependencies } from '#functions/wiring/cloud-deploy-dependencies.ts';
import { cloudActions } from '#functions/wiring/cloud-actions.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('drive-operation', contractOfEffect(registration), cloudTasks);
const perform = drive_operation.perform(cloud.system, {
  executors: cloudExecutors(cloud),
  outputs: cloudOutputs(cloud),
  codeHost: cloudCodeHost(cloud),
  deployDependencies: cloudDeployDependencies(cloud),
  actions: cloudActions(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'drive_operation', task, perform));
serve('drive-operation', cloud, handler);
