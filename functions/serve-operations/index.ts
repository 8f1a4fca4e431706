import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { operatorDoor } from '#shared/wiring/operator-door.ts';
import { createServeOperations } from './handler.ts';

guardEveryServer();
const cloud = openCloud('serve-operations', cloudTasks);
http('serve-operations', createServeOperations(cloud.system, operatorDoor(cloud, cloud.config.operatorTokens)));
