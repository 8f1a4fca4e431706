import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudDeployTools } from '#shared/wiring/cloud-deploy.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createDeployBranch } from './handler.ts';

const cloud = openCloud('deploy-branch', cloudTasks);
serve('deploy-branch', cloud, createDeployBranch(cloud.system, taskCaller(cloud.config), cloudDeployTools(cloud)));
