import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { pullRequestDoor } from '#shared/wiring/pull-request-door.ts';
import { createReceivePullRequestEvent, MAX_EVENT_BYTES } from './handler.ts';

guardEveryServer({ maxBytes: () => MAX_EVENT_BYTES });
const cloud = openCloud('receive-pull-request-event', cloudTasks);
http('receive-pull-request-event', createReceivePullRequestEvent(cloud.system, pullRequestDoor(cloud)));
