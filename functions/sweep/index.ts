import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { scheduleCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createSweep } from './handler.ts';

guardEveryServer();
const cloud = openCloud('sweep', cloudTasks);
http('sweep', createSweep(cloud.system, scheduleCaller(cloud.config), cloud.newId));
