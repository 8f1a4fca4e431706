import { feedDoor } from '#functions/wiring/feed-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeEvents } from './handler.ts';

export const serveEvents: Wiring = {
  dependencies: [],
  open: (installation) => createServeEvents(feedDoor(installation)),
};
