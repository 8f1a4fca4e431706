import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { pullRequestTools } from '#shared/wiring/pull-request-tools.ts';
import { createUpdatePullRequest } from './handler.ts';

guardEveryServer();
const cloud = openCloud('update-pull-request', cloudTasks);
http('update-pull-request', createUpdatePullRequest(cloud.system, taskCaller(cloud.config), cloudCodeHost(cloud), pullRequestTools(cloud)));
