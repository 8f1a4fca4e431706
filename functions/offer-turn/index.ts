import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createOfferTurn } from './handler.ts';

const cloud = openCloud('offer-turn', cloudTasks);
serve('offer-turn', cloud, createOfferTurn(cloud.system, taskCaller(cloud.config)));
