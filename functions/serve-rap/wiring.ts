import { rapDoor } from '#functions/wiring/rap-door.ts';
import { MOST_RAP_BYTES, rapRefusal } from '#doors/rap-answer.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeRap } from './handler.ts';

export const serveRap: Wiring = {
  dependencies: [],
  door: { maxBytes: () => MOST_RAP_BYTES, answer: rapRefusal },
  open: (installation) => createServeRap(rapDoor(installation)),
};
