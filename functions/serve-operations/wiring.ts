import { operatorDoor } from '#shared/wiring/operator-door.ts';
import type { Wiring } from '#shared/wiring/wiring.ts';
import { createServeOperations } from './handler.ts';

export const serveOperations: Wiring = {
  tools: [],
  open: (installation) => createServeOperations(installation.system, operatorDoor(installation)),
};
