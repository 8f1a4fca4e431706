import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createKeepClock } from './handler.ts';

guardEveryServer();
const cloud = openCloud('keep-clock', cloudTasks);
http('keep-clock', createKeepClock(cloud.system, taskCaller(cloud.config)));
