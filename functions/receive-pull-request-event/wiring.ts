import { pullRequestDoor } from '#functions/wiring/pull-request-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createReceivePullRequestEvent, MAX_EVENT_BYTES } from './handler.ts';

export const receivePullRequestEvent: Wiring = {
  dependencies: [],
  door: { maxBytes: () => MAX_EVENT_BYTES },
  open: (installation) => createReceivePullRequestEvent(installation.system, pullRequestDoor(installation)),
};
