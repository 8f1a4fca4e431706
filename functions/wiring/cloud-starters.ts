import type { Starters } from '#contexts/schedules/ports/starter.ts';
import type { Cloud } from './cloud.ts';
import { cloudCodeHost } from './cloud-code-host.ts';
import { starters } from './starters.ts';

export function cloudStarters(cloud: Cloud): Starters {
  return starters(cloud, cloudCodeHost(cloud));
}
