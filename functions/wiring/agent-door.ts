import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentDoor } from '#functions/serve-agent/handler.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Installation } from './installation.ts';

/** P3: a token reaches only its own backend. Several may be valid at once, for rotation. */
export function agentDoor({ secrets, lookEvery }: Installation, outputs: OutputStore): AgentDoor {
  const known = Object.entries(secrets.agentTokens).flatMap(([backend, tokens]) =>
    tokens.map((token) => ({ backend, digest: digest(token) })),
  );
  return {
    outputs,
    lookEvery,
    longestWait: 25_000,
    sleep: (ms) => sleep(ms),
    backendOf(authorization) {
      const given = digest(/^Bearer ([\x21-\x7e]{1,500})$/.exec(authorization ?? '')?.[1] ?? '');
      // Every token is compared, so that time does not tell which one is near.
      return known.filter((one) => timingSafeEqual(one.digest, given))[0]?.backend;
    },
  };
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
