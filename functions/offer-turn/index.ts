import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createOfferTurn } from './handler.ts';

guardEveryServer();
const cloud = openCloud('offer-turn', cloudTasks);
http('offer-turn', createOfferTurn(cloud.system, taskCaller(cloud.config)));
