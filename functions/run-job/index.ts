import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudExecutors } from '#shared/wiring/cloud-executors.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createRunJob } from './handler.ts';

const cloud = openCloud('run-job', cloudTasks);
const tools = { executors: cloudExecutors(cloud), outputs: cloudOutputs(cloud), codeHost: cloudCodeHost(cloud) };
serve('run-job', cloud, createRunJob(cloud.system, taskCaller(cloud.config), tools));
