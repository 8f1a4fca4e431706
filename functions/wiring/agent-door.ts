import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentDoor } from '#functions/serve-agent/handler.ts';
import { createKeyring } from '#contexts/access/app/keyring.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { agentTokens } from './agent-tokens.ts';
import type { Installation } from './installation.ts';

/** P3, B10: a token reaches only its own backend, whether the environment or the store knows it. Several may be valid at once, for rotation. */
export function agentDoor({ secrets, system, now, lookEvery }: Installation, outputs: OutputStore): AgentDoor {
  const environment = agentTokens({ secrets });
  const keyring = createKeyring({ system, now, wall: () => performance.now() });
  return {
    outputs,
    lookEvery,
    longestWait: 25_000,
    sleep: (ms) => sleep(ms),
    async opens(authorization, backend) {
      const ours = environment(/^Bearer ([\x21-\x7e]{1,500})$/.exec(authorization ?? '')?.[1] ?? '');
      if (ours !== undefined) return ours === backend;
      const stored = await keyring.verify(authorization);
      return stored?.kind === 'agent' && stored.backends.includes(backend);
    },
  };
}
