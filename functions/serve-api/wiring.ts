import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { apiDoor } from '#functions/wiring/api-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeApi } from './handler.ts';

export const serveApi: Wiring<{ codeHost: CodeHost }> = {
  dependencies: ['codeHost'],
  open: (installation, { codeHost }) => createServeApi(installation.system, apiDoor(installation, codeHost)),
};
