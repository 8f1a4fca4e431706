import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createKeepCalendar } from './handler.ts';

guardEveryServer();
const cloud = openCloud('keep-calendar', cloudTasks);
http('keep-calendar', createKeepCalendar(cloud.system, taskCaller(cloud.config)));
