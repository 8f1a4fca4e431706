// Made by `npm run generate`.
import { deploy_step } from '#application/performers/deploy-step.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { deploy_step as registration } from '#domain/effects/deploy-step.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudDeployTools } from '#shared/wiring/cloud-deploy-tools.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('deploy-branch', contractOfEffect(registration), cloudTasks);
const perform = deploy_step.perform(cloud.system, {
  deployTools: cloudDeployTools(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'deploy_step', perform);
serve('deploy-branch', cloud, handler);
