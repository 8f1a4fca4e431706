import { operatorDoor } from '#functions/wiring/operator-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeOperations } from './handler.ts';

export const serveOperations: Wiring = {
  dependencies: [],
  open: (installation) => createServeOperations(installation.system, operatorDoor(installation)),
};
