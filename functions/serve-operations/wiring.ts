import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { operatorDoor } from '#functions/wiring/operator-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeOperations } from './handler.ts';

export const serveOperations: Wiring<{ codeHost: CodeHost }> = {
  dependencies: ['codeHost'],
  open: (installation, { codeHost }) => createServeOperations(installation.system, operatorDoor(installation, codeHost)),
};
