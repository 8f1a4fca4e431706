// Made by `npm run generate`.
import { run_job } from '#application/performers/run-job.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { run_job as registration } from '#domain/effects/run-job.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudExecutors } from '#shared/wiring/cloud-executors.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('run-job', contractOfEffect(registration), cloudTasks);
const perform = run_job.perform(cloud.system, {
  executors: cloudExecutors(cloud),
  outputs: cloudOutputs(cloud),
  codeHost: cloudCodeHost(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'run_job', perform);
serve('run-job', cloud, handler);
