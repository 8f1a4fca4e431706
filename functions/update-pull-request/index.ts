// Made by `npm run generate`.
import { update_pull_request } from '#application/performers/update-pull-request.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { update_pull_request as registration } from '#domain/effects/update-pull-request.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { pullRequestTools } from '#shared/wiring/pull-request-tools.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('update-pull-request', contractOfEffect(registration), cloudTasks);
const perform = update_pull_request.perform(cloud.system, {
  codeHost: cloudCodeHost(cloud),
  pullRequestTools: pullRequestTools(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'update_pull_request', perform);
serve('update-pull-request', cloud, handler);
