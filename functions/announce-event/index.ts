import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { cloudAnnouncer } from '#shared/wiring/cloud-announcer.ts';
import { channelsOf } from '#shared/wiring/channels.ts';
import { createAnnounceEvent } from './handler.ts';

const cloud = openCloud('announce-event', cloudTasks);
serve(
  'announce-event',
  cloud,
  createAnnounceEvent(cloud.system, taskCaller(cloud.config), channelsOf(cloud, cloud.config, cloudAnnouncer(cloud))),
);
