import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { agentDoor } from '#functions/wiring/agent-door.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServeAgent } from './handler.ts';

export const serveAgent: Wiring<{ outputs: OutputStore }> = {
  dependencies: ['outputs'],
  open: (installation, { outputs }) => createServeAgent(installation.system, agentDoor(installation, outputs)),
};
