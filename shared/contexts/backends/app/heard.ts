import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { BackendKernel } from '#contexts/backends/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { MINUTE, SECOND, type Duration, type Instant } from '#kernel/time.ts';

/** On the wall. Agents ask again within half a minute; one that was not heard for so long, and is, was away. A reboot can be quicker: that tells only who tells boots apart. */
const AWAY: Duration = 90 * SECOND;

export interface Heard {
  /** On the wall: written at most once in so long, so that polling costs reads only. */
  every?: Duration;
  /** What the agent says by which starts of its machine are told apart. */
  boot?: string | undefined;
}

/** B1, B9: a backend's agent was heard. B2: a drain that was to end at its return ends. */
export async function noteHeard(kernel: BackendKernel, backend: string, { every = MINUTE, boot }: Heard = {}): Promise<void> {
  let unheard: OutboxEntry[] = [];
  await kernel.store.transact(async (tx) => {
    unheard = [];
    const known = await loadBackend(tx, backend);
    const now = tx.now();
    const isAnew = boot !== undefined && known.boot !== undefined && boot !== known.boot;
    const heard: BackendDocument = {
      ...known,
      firstSeenAt: known.firstSeenAt ?? known.lastSeenAt ?? now,
      lastSeenAt: now,
      ...(boot === undefined ? {} : { boot }),
      ...(isAnew ? { rebootedAt: now } : {}),
    };
    if (isAwaited(known) && (isAnew || wasAway(known, now, kernel.timeScale))) {
      const by = { kind: 'agent', backend } as const;
      const command = { command: 'lower_flag', flag: 'draining', operator: 'the return of its agent' } as const;
      const done = changeBackend(kernel, tx, heard, { id: `back:${known.state.version}`, at: now, by, ...command });
      if (done.outcome === 'saved') unheard = done.effects;
    } else if (
      known.lastSeenAt === undefined ||
      heard.boot !== known.boot ||
      now - known.lastSeenAt >= lag(known, every) * kernel.timeScale
    )
      tx.set({ collection: 'backends', id: backend }, heard);
  });
  await dispatchLoose(kernel, unheard);
}

/** Nobody reboots before it is ready: an agent that only lost its line in between ends no drain. */
function isAwaited({ state: { drain } }: BackendDocument): boolean {
  return drain?.resumesAtReturn !== undefined && drain.readyAt !== undefined;
}

function wasAway({ lastSeenAt }: BackendDocument, now: Instant, scale: number): boolean {
  return lastSeenAt !== undefined && now - lastSeenAt >= AWAY * scale;
}

/** Where its return is waited for, a short absence is to be seen. */
function lag(known: BackendDocument, usual: Duration): Duration {
  return isAwaited(known) ? Math.min(usual, 10 * SECOND) : usual;
}
