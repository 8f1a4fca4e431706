import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { cloudAnnouncer } from '#shared/wiring/cloud-announcer.ts';
import { channelsOf } from '#shared/wiring/channels.ts';
import { createAnnounceEvent } from './handler.ts';

guardEveryServer();
const cloud = openCloud('announce-event', cloudTasks);
http('announce-event', createAnnounceEvent(cloud.system, taskCaller(cloud.config), channelsOf(cloud, cloud.config, cloudAnnouncer(cloud))));
