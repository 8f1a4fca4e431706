// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { receivePullRequestEvent as registration } from '#doors/functions/receive-pull-request-event.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { receivePullRequestEvent } from './wiring.ts';

const cloud = openCloud('receive-pull-request-event', contractOfFunction(registration), cloudTasks);
const handler = receivePullRequestEvent.open(cloud, {});
serve('receive-pull-request-event', cloud, handler, receivePullRequestEvent.door);
