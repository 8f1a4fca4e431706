import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudExecutors } from '#shared/wiring/cloud-executors.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createRunJob } from './handler.ts';

guardEveryServer();
const cloud = openCloud('run-job', cloudTasks);
http('run-job', createRunJob(cloud.system, taskCaller(cloud.config), cloudExecutors(cloud), cloudOutputs(cloud)));
