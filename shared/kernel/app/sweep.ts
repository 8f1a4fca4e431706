import type { OutboxEntry } from '#kernel/effect.ts';
import { dispatch } from '#kernel/app/dispatch.ts';
import { replayed, sweepGrace } from '#kernel/outbox.ts';
import type { Kernel } from '#kernel/system.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { Instant } from '#kernel/time.ts';

/** Effects of one page; and most pages of one sweep, so that it always ends: the next one takes up the rest. */
const MOST = 200;
const MOST_PAGES = 25;
/** Taken up at once: each is a transaction and a call of the queue, which are journeys in the cloud. */
const AT_ONCE = 10;

/** B6, Z2: effects that were promised and not done are dispatched again, those that were given up and rest until then among them. A page behind the other, so that those that cannot be helped do not stand before the rest for ever. */
export async function takeUpOverdue<Tx extends KernelTransaction>(kernel: Kernel<Tx>): Promise<number> {
  const now = await kernel.store.now();
  let count = 0;
  let after: Cursor | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await overdue(kernel, now, after);
    for (let first = 0; first < found.length; first += AT_ONCE) {
      const group = found.slice(first, first + AT_ONCE).map(({ document }) => document);
      const helped = await Promise.all(group.map(({ key }) => alone(kernel, key, () => redispatch(kernel, key))));
      count += group.filter(({ dispatches }, at) => helped[at] === true && dispatches > 0).length;
    }
    const last = found.at(-1);
    if (last === undefined || found.length < MOST) return count;
    after = { value: last.document.sweepAt, id: last.ref.id };
  }
  kernel.log('WARNING', 'sweep left the rest to the next', { effects: count });
  return count;
}

interface Cursor {
  value: number;
  id: string;
}

function overdue<Tx extends KernelTransaction>(
  { store }: Kernel<Tx>,
  to: number | undefined,
  after: Cursor | undefined,
): Promise<{ ref: { id: string }; document: OutboxEntry }[]> {
  return store.query({
    index: 'outboxDue',
    equal: { open: true },
    limit: MOST,
    ...(to === undefined ? {} : { to }),
    ...(after === undefined ? {} : { after }),
  });
}

/** One that cannot be helped does not keep the sweep from the others. */
export async function alone({ log }: Pick<Kernel, 'log'>, what: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log('ERROR', 'sweep could not help', { what, cause: String(error).slice(0, 300) });
    return false;
  }
}

/** A new dispatch under a new number, so that a queue that remembers the old name takes it. */
async function redispatch<Tx extends KernelTransaction>(kernel: Kernel<Tx>, key: string): Promise<boolean> {
  const entry = await kernel.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'outbox', id: key });
    const now = tx.now();
    if (known === undefined || !known.open || known.sweepAt > now) return undefined;
    const again = known.state === 'dead' ? replayed(kernel, known, now, 'the sweep') : redispatched(kernel, known, now);
    tx.set({ collection: 'outbox', id: key }, again);
    return again;
  });
  if (entry === undefined) return false;
  await dispatch(kernel, entry);
  return true;
}

function redispatched<Tx extends KernelTransaction>(kernel: Kernel<Tx>, known: OutboxEntry, now: Instant): OutboxEntry {
  return { ...released(known), dispatches: known.dispatches + 1, sweepAt: now + sweepGrace(kernel) };
}

function released(entry: OutboxEntry): OutboxEntry {
  const { leaseUntil: _until, leaseToken: _token, ...rest } = entry;
  return { ...rest, state: 'waiting' };
}

/**
 * For one process that owns its store and queue: whoever held a lease before this process started is dead, so its effect is dispatched
 * anew at once instead of after its patience has run out. What waits is enqueued under its name again: a queue that has it says so.
 * Gives how many there were that nobody would have performed yet.
 */
export async function recover<Tx extends KernelTransaction>(kernel: Kernel<Tx>): Promise<number> {
  let count = 0;
  let after: Cursor | undefined;
  for (;;) {
    const found = await overdue(kernel, undefined, after);
    for (const { document } of found) if (await reclaim(kernel, document)) count += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < MOST) return count;
    after = { value: last.document.sweepAt, id: last.ref.id };
  }
}

async function reclaim<Tx extends KernelTransaction>(kernel: Kernel<Tx>, seen: OutboxEntry): Promise<boolean> {
  if (seen.dispatches === 0 || seen.state === 'dead') return false;
  const entry = seen.state === 'leased' ? await takeBackLease(kernel, seen.key) : seen;
  return entry !== undefined && (await dispatch(kernel, entry)) === 'enqueued';
}

async function takeBackLease<Tx extends KernelTransaction>({ store }: Kernel<Tx>, key: string): Promise<OutboxEntry | undefined> {
  return store.transact(async (tx) => {
    const known = await tx.get({ collection: 'outbox', id: key });
    if (known?.state !== 'leased') return undefined;
    const again = { ...released(known), dispatches: known.dispatches + 1 };
    tx.set({ collection: 'outbox', id: key }, again);
    return again;
  });
}
