// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { update_pull_request } from '#products/rehearsal/app/performers/update-pull-request.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { update_pull_request as registration } from '#products/rehearsal/kinds/effects/update-pull-request.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudCodeHost } from '#functions/wiring/cloud-code-host.ts';
import { pullRequestDependencies } from '#functions/wiring/pull-request-dependencies.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('update-pull-request', contractOfEffect(registration), cloudTasks);
const perform = update_pull_request.perform(cloud.system, {
  codeHost: cloudCodeHost(cloud),
  pullRequestDependencies: pullRequestDependencies(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'update_pull_request', task, perform));
serve('update-pull-request', cloud, handler);
