// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { receivePullRequestEvent as registration } from '#contracts/functions/receive-pull-request-event.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { receivePullRequestEvent } from './wiring.ts';

const cloud = openCloud('receive-pull-request-event', contractOfFunction(registration), cloudTasks);
const handler = receivePullRequestEvent.open(cloud, {});
serve('receive-pull-request-event', cloud, handler, receivePullRequestEvent.door);
