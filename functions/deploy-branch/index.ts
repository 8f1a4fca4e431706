import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudDeployTools } from '#shared/wiring/cloud-deploy.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createDeployBranch } from './handler.ts';

guardEveryServer();
const cloud = openCloud('deploy-branch', cloudTasks);
http('deploy-branch', createDeployBranch(cloud.system, taskCaller(cloud.config), cloudDeployTools(cloud)));
