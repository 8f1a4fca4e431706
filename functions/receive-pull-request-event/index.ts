import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { pullRequestDoor } from '#shared/wiring/pull-request-door.ts';
import { createReceivePullRequestEvent, MAX_EVENT_BYTES } from './handler.ts';

const cloud = openCloud('receive-pull-request-event', cloudTasks);
serve('receive-pull-request-event', cloud, createReceivePullRequestEvent(cloud.system, pullRequestDoor(cloud)), {
  maxBytes: () => MAX_EVENT_BYTES,
});
