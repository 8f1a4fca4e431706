import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { rapDoor } from '#functions/wiring/rap-door.ts';
import { MOST_RAP_BYTES, rapRefusal } from '#doors/rap-answer.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeRap } from './handler.ts';

export const serveRap: Wiring<{ codeHost: CodeHost }> = {
  dependencies: ['codeHost'],
  door: { maxBytes: () => MOST_RAP_BYTES, answer: rapRefusal },
  open: (installation, { codeHost }) => createServeRap(rapDoor(installation, codeHost)),
};
