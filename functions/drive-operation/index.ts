// Made by `npm run generate`.
import { drive_operation } from '#application/performers/drive-operation.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { drive_operation as registration } from '#domain/effects/drive-operation.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudExecutors } from '#shared/wiring/cloud-executors.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudDeployTools } from '#shared/wiring/cloud-deploy-tools.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('drive-operation', contractOfEffect(registration), cloudTasks);
const perform = drive_operation.perform(cloud.system, {
  executors: cloudExecutors(cloud),
  outputs: cloudOutputs(cloud),
  codeHost: cloudCodeHost(cloud),
  deployTools: cloudDeployTools(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'drive_operation', perform);
serve('drive-operation', cloud, handler);
