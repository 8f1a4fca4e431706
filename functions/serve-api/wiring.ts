import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { apiDoor } from '#functions/wiring/api-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeApi } from './handler.ts';

export const serveApi: Wiring<{ codeHost: CodeHost; outputs: OutputStore }> = {
  dependencies: ['codeHost', 'outputs'],
  open: (installation, { codeHost, outputs }) => createServeApi(installation.system, apiDoor(installation, codeHost, outputs)),
};
