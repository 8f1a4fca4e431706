import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { pullRequestTools } from '#shared/wiring/pull-request-tools.ts';
import { createUpdatePullRequest } from './handler.ts';

const cloud = openCloud('update-pull-request', cloudTasks);
serve(
  'update-pull-request',
  cloud,
  createUpdatePullRequest(cloud.system, taskCaller(cloud.config), cloudCodeHost(cloud), pullRequestTools(cloud)),
);
