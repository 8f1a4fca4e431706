import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyring } from '#contexts/access/app/keyring.ts';
import type { EventsDoor } from '#functions/serve-events/door.ts';
import { openFeed } from '#kernel/feed/feed.ts';
import { createHub } from '#kernel/feed/hub.ts';
import { collections } from './collections.ts';
import type { Installation } from './installation.ts';
import { orPrograms } from './programs.ts';
import { placeReader } from './places.ts';

/** P7. One hub for this process. */
export function feedDoor({
  system,
  links,
  whoIs,
  lookEvery,
  now,
}: Pick<Installation, 'system' | 'links' | 'whoIs' | 'lookEvery' | 'now'>): EventsDoor {
  const { store, timeScale } = system;
  const hub = createHub({
    open: () => openFeed({ store, collections, timeScale }),
    lookEvery,
    wall: () => performance.now(),
    sleep: (ms) => sleep(ms),
  });
  return {
    hub,
    kindOf: (collection) => collections.places[collection]?.kind,
    placeOf: placeReader(system),
    whoIs: orPrograms(system, whoIs, createKeyring({ system, now, wall: () => performance.now() })),
    links,
    cursors: links,
    wall: () => performance.now(),
    lifetime: 240_000,
  };
}
