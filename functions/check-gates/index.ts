import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createCheckGates } from './handler.ts';

guardEveryServer();
const cloud = openCloud('check-gates', cloudTasks);
http('check-gates', createCheckGates(cloud.system, taskCaller(cloud.config), cloudCodeHost(cloud)));
