import { planCalendar } from '#application/calendar/plan.ts';
import { dispatch, sweepGrace } from '#application/outbox.ts';
import { offerTurn } from '#application/offer-turn.ts';
import { frozen } from '#domain/calendar/freeze.ts';
import { holdsLease } from '#domain/deployment/state.ts';
import type { RequestState } from '#domain/request/state.ts';
import { readBackend } from '#application/read-request.ts';
import { keepRevisions } from '#application/keep-revisions.ts';
import { renewProjections } from '#application/renew-projections.ts';
import { endUnconfirmed } from '#application/end-unconfirmed.ts';
import { forgetDue } from '#application/forget-contributor.ts';
import { tellOfGoneBackends } from '#application/gone-backends.ts';
import type { System } from '#application/system.ts';
import type { OutboxDocument } from '#contracts/document-types.ts';
import type { Found } from '#contracts/documents.ts';

/** What a sweep found that should have happened by itself. All zero in a healthy system (B6). */
export interface Swept {
  effects: number;
  turns: number;
}

/** Effects of one page; and most pages of one sweep, so that it always ends: the next one takes up the rest. */
const MOST = 200;
const MOST_PAGES = 25;
/** Taken up at once: each is a transaction and a call of the queue, which are journeys in the cloud. */
const AT_ONCE = 10;

/** B6, Z2: finds what was promised and not done, and sees to it that it is done. */
export async function sweep(system: System, id: string): Promise<Swept> {
  const effects = await takeUpOverdue(system);
  await alone(system, 'calendar', async () => {
    await planCalendar(system);
    return true;
  });
  let turns = 0;
  for (const { slug } of system.rules.backends)
    if (
      await alone(
        system,
        slug,
        async () => (await isForgotten(system, slug)) && (await offerTurn(system, slug, `sweep:${id}`)) === 'granted',
      )
    )
      turns += 1;
  await alone(system, 'backends', async () => (await tellOfGoneBackends(system)) > 0);
  await alone(system, 'calendar', () => keepRevisions(system));
  await alone(system, 'projection', async () => !(await renewProjections(system)));
  await alone(system, 'intake', async () => (await endUnconfirmed(system)) > 0);
  await alone(system, 'personal data', async () => (await forgetDue(system)) > 0);
  if (effects + turns > 0) system.log('WARNING', 'sweep found work', { effects, turns });
  return { effects, turns };
}

/** A page behind the other, so that those that cannot be helped do not stand before the rest for ever. */
async function takeUpOverdue(system: System): Promise<number> {
  const now = await system.store.now();
  let count = 0;
  let after: Cursor | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await overdue(system, now, after);
    for (let first = 0; first < found.length; first += AT_ONCE) {
      const group = found.slice(first, first + AT_ONCE).map(({ document }) => document);
      const helped = await Promise.all(group.map(({ key }) => alone(system, key, () => redispatch(system, key))));
      count += group.filter(({ dispatches }, at) => helped[at] === true && dispatches > 0).length;
    }
    const last = found.at(-1);
    if (last === undefined || found.length < MOST) return count;
    after = { value: last.document.sweepAt, id: last.ref.id };
  }
  system.log('WARNING', 'sweep left the rest to the next', { effects: count });
  return count;
}

interface Cursor {
  value: string | number;
  id: string;
}

function overdue(system: System, to: number | undefined, after: Cursor | undefined): Promise<Found<'outboxDue'>[]> {
  return system.store.query({
    index: 'outboxDue',
    equal: { open: true },
    limit: MOST,
    ...(to === undefined ? {} : { to }),
    ...(after === undefined ? {} : { after }),
  });
}

/** One that cannot be helped does not keep the sweep from the others. */
async function alone(system: System, what: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    system.log('ERROR', 'sweep could not help', { what, cause: String(error).slice(0, 300) });
    return false;
  }
}

/** A lease whose turn is over, or a free backend with somebody waiting. */
async function isForgotten(system: System, slug: string): Promise<boolean> {
  const { state } = await readBackend(system, slug);
  if (state.lease !== undefined) {
    const holder = await system.store.get({ collection: 'requests', id: state.lease.requestId });
    const turn = holder?.state.turn;
    return !holdsLease(turn) || turn.backend !== slug || turn.fencing !== state.lease.fencing;
  }
  const [first] = await system.store.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug }, limit: 1 });
  return first !== undefined && !(await isHeld(system, first.document.state));
}

/** C8: it has been told that it waits for the end of this freeze. Whoever may start all the same is offered its turn when that is said. */
async function isHeld({ store, rules }: System, { backend, held }: RequestState): Promise<boolean> {
  if (held === undefined || held.overridden !== undefined) return false;
  return frozen(rules.freezes ?? [], backend, await store.now())?.until === held.until;
}

/** A new dispatch under a new number, so that a queue that remembers the old name takes it. */
async function redispatch(system: System, key: string): Promise<boolean> {
  const document = await system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'outbox', id: key });
    const now = tx.now();
    if (known === undefined || !known.open || known.sweepAt > now) return undefined;
    const { leaseUntil: _until, leaseToken: _token, ...rest } = known;
    const again: OutboxDocument = { ...rest, state: 'waiting', dispatches: known.dispatches + 1, sweepAt: now + sweepGrace(system) };
    tx.set({ collection: 'outbox', id: key }, again);
    return again;
  });
  if (document === undefined) return false;
  await dispatch(system, document);
  return true;
}

/**
 * For one process that owns its store and queue: whoever held a lease before this process started is dead, so its effect is dispatched
 * anew at once instead of after its patience has run out. What waits is enqueued under its name again: a queue that has it says so.
 * Gives how many there were that nobody would have performed yet.
 */
export async function recover(system: System): Promise<number> {
  let count = 0;
  let after: Cursor | undefined;
  for (;;) {
    const found = await overdue(system, undefined, after);
    for (const { document } of found) if (await reclaim(system, document)) count += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < MOST) return count;
    after = { value: last.document.sweepAt, id: last.ref.id };
  }
}

async function reclaim(system: System, seen: OutboxDocument): Promise<boolean> {
  if (seen.dispatches === 0) return false;
  const document = seen.state === 'leased' ? await takeBackLease(system, seen.key) : seen;
  return document !== undefined && (await dispatch(system, document)) === 'enqueued';
}

async function takeBackLease(system: System, key: string): Promise<OutboxDocument | undefined> {
  return system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'outbox', id: key });
    if (known?.state !== 'leased') return undefined;
    const { leaseUntil: _until, leaseToken: _token, ...rest } = known;
    const again: OutboxDocument = { ...rest, state: 'waiting', dispatches: known.dispatches + 1 };
    tx.set({ collection: 'outbox', id: key }, again);
    return again;
  });
}
