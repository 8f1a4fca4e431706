import type { OutputStore } from '#ports/output-store.ts';
import { agentDoor } from '#shared/wiring/agent-door.ts';
import type { Wiring } from '#shared/wiring/wiring.ts';
import { createServeAgent } from './handler.ts';

export const serveAgent: Wiring<{ outputs: OutputStore }> = {
  tools: ['outputs'],
  open: (installation, { outputs }) => createServeAgent(installation.system, agentDoor(installation, outputs)),
};
