import { commandBackend } from '#contexts/backends/app/flags.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { backendStanding } from '#products/rehearsal/app/operate/backend-standing.ts';
import { isKnown, noBackend } from '#products/rehearsal/app/operate/lists.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { MINUTE } from '#kernel/time.ts';

interface Asked {
  backend: string;
  why: string;
  mode: 'stop' | 'wait';
  minutes?: number | undefined;
  resume?: true | undefined;
}

/** B2. Asked for again, it goes on with what is asked for now. E4: its deadline is meant on the wall. */
export async function drainBackend(
  system: System,
  by: string,
  id: string,
  { backend, why, mode, minutes, resume }: Asked,
): Promise<Operated> {
  if (!(await isKnown(system, backend))) return noBackend(system, backend);
  const now = await system.store.now();
  const done = await commandBackend(
    kernelOf(system),
    { backend, id },
    {
      command: 'drain',
      operator: by,
      why,
      mode,
      ...(minutes === undefined ? {} : { deadline: now + minutes * MINUTE * system.timeScale }),
      ...(resume === undefined ? {} : { resumesAtReturn: true }),
    },
  );
  return done.outcome === 'refused' ? { refused: 'conflict', detail: done.refused.refused.message } : backendStanding(system, backend);
}
