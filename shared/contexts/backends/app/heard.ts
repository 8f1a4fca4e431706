import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { BackendKernel } from '#contexts/backends/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { MINUTE, SECOND, type Duration, type Instant } from '#kernel/time.ts';

/** On the wall. Agents ask again within half a minute; one that was not heard for so long, and is, was away. */
const AWAY: Duration = 90 * SECOND;

/** B1, B9: its agent was heard. Written at most once in so long on the wall, so that polling costs reads only. B2: a drain that was to end at its return ends. */
export async function noteHeard(kernel: BackendKernel, backend: string, every: Duration = MINUTE): Promise<void> {
  let unheard: OutboxEntry[] = [];
  await kernel.store.transact(async (tx) => {
    unheard = [];
    const known = await loadBackend(tx, backend);
    const now = tx.now();
    const heard = { ...known, firstSeenAt: known.firstSeenAt ?? known.lastSeenAt ?? now, lastSeenAt: now };
    if (isReturn(known, now, kernel.timeScale)) {
      const by = { kind: 'agent', backend } as const;
      const command = { command: 'lower_flag', flag: 'draining', operator: 'the return of its agent' } as const;
      const done = changeBackend(kernel, tx, heard, { id: `back:${known.state.version}`, at: now, by, ...command });
      if (done.outcome === 'saved') unheard = done.effects;
    } else if (known.lastSeenAt === undefined || now - known.lastSeenAt >= lag(known, every) * kernel.timeScale)
      tx.set({ collection: 'backends', id: backend }, heard);
  });
  await dispatchLoose(kernel, unheard);
}

/** Nobody reboots before it is ready: an agent that only lost its line in between ends no drain. */
function isReturn({ lastSeenAt, state: { drain } }: BackendDocument, now: Instant, scale: number): boolean {
  if (drain?.resumesAtReturn === undefined || drain.readyAt === undefined || lastSeenAt === undefined) return false;
  return now - lastSeenAt >= AWAY * scale;
}

/** Where its return is waited for, a short absence is to be seen. */
function lag({ state: { drain } }: BackendDocument, usual: Duration): Duration {
  return drain?.resumesAtReturn === true && drain.readyAt !== undefined ? 10 * SECOND : usual;
}
