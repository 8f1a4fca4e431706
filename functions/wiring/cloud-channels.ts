import type { Channels } from '#products/rehearsal/app/performers/announce.ts';
import { channelsOf } from './channels.ts';
import type { Cloud } from './cloud.ts';
import { cloudAnnouncer } from './cloud-announcer.ts';

/** N6. */
export function cloudChannels(cloud: Cloud): Channels {
  return channelsOf(cloud, cloud.config, cloudAnnouncer(cloud));
}
