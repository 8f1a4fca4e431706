import { logged } from '#kernel/app/perform.ts';
import { append } from '#kernel/lists.ts';
import { dispatch } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { noted, replayed } from '#kernel/outbox.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type * as kernel from '#kernel/system.ts';

type System = kernel.System<KernelTables>;

/** Dead letters of one page, and of one step of a replay of many. */
export const DEAD_PAGE = 100;

export interface DeadPage {
  /** Newest first. */
  letters: OutboxEntry[];
  /** Hand it in again for what follows; undefined: that was all. */
  next: DeadCursor | undefined;
}

export interface DeadCursor {
  value: number;
  id: string;
}

/** B5: what was given up, a bounded page at a time. */
export async function listDeadLetters(system: System, after?: DeadCursor, limit = DEAD_PAGE): Promise<DeadPage> {
  const found = await system.store.query({
    index: 'outboxDead',
    equal: { state: 'dead' },
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const last = found.at(-1);
  const next = last === undefined || found.length < limit ? undefined : { value: last.document.finishedAt ?? 0, id: last.ref.id };
  return { letters: found.map(({ document }) => document), next };
}

/** `not_dead`: it was replayed or dismissed already, or never died. Both are fine to ask for twice. */
export type DeadOutcome = 'done' | 'not_dead' | 'unknown';

/**
 * B5: what was given up waits again, under a new dispatch number and with all its attempts. The lease decides as always, and an effect that
 * its subject has outlived is a no-op as always. Should the queue not answer, the sweep brings the task.
 */
export async function replayDeadLetter(system: System, key: string, by: string): Promise<DeadOutcome> {
  const again = await end(system, key, (dead, now) => replayed(system, dead, now, by));
  if (typeof again === 'string') return again;
  system.log('WARNING', 'dead letter replayed', { effect: key, by, ...logged(again.subject) });
  try {
    await dispatch(system, again);
  } catch (error) {
    system.log('WARNING', 'replay left to the sweep', { effect: key, cause: String(error).slice(0, 300) });
  }
  return 'done';
}

/** B5: it will never be done, and somebody says why. It is no dead letter any more, and stays on the record for as long as any effect. */
export async function dismissDeadLetter(system: System, key: string, by: string, why: string): Promise<DeadOutcome> {
  const ended = await end(system, key, (dead, now) => ({
    ...noted(dead, now, `dismissed by ${by}: ${why}`),
    state: 'cancelled',
    open: false,
  }));
  if (typeof ended === 'string') return ended;
  system.log('WARNING', 'dead letter dismissed', { effect: key, by, ...logged(ended.subject) });
  return 'done';
}

/** Each that is dead now, once: what dies again meanwhile is not taken up again by the same call. Gives how many were replayed. */
export async function replayDeadLetters(system: System, by: string, kind?: string): Promise<number> {
  let count = 0;
  const keys: string[] = [];
  for (let after: DeadCursor | undefined, more = true; more;) {
    const page = await listDeadLetters(system, after);
    append(
      keys,
      page.letters.filter((letter) => kind === undefined || letter.kind === kind).map(({ key }) => key),
    );
    after = page.next;
    more = after !== undefined && keys.length < MOST_REPLAYS;
  }
  for (const key of keys) if ((await replayDeadLetter(system, key, by)) === 'done') count += 1;
  return count;
}

/** Of one call, so that it ends in time; the next one takes the rest. */
const MOST_REPLAYS = 1_000;

async function end(
  system: System,
  key: string,
  make: (dead: OutboxEntry, now: number) => OutboxEntry,
): Promise<OutboxEntry | 'not_dead' | 'unknown'> {
  return system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'outbox', id: key });
    if (known === undefined) return 'unknown';
    if (known.state !== 'dead') return 'not_dead';
    const after = make(known, tx.now());
    tx.set({ collection: 'outbox', id: key }, after);
    return after;
  });
}
