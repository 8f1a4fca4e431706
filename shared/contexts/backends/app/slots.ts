import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import {
  exclusiveFirst,
  giveBack as without,
  noSlots,
  take,
  whyNoSlot,
  type Expectation,
  type Holder,
  type NoSlot,
  type SlotsState,
} from '#contexts/backends/domain/slots.ts';
import { whyBlocked, type BackendState } from '#contexts/backends/domain/state.ts';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendTables } from '#contexts/backends/documents.ts';
import type { BackendTransaction } from '#contexts/backends/ports.ts';
import type { System } from '#kernel/system.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Duration } from '#kernel/time.ts';

/** A backend's slots, and what else decides whether some can be had. */
export interface OpenSlots {
  backend: Pick<BackendState, 'slug' | 'lease' | 'flags'>;
  slots: SlotsState;
}

export interface WantedSlots extends Omit<Holder, 'since' | 'expectedEnd' | 'expectedFrom'> {
  usesDatabase: boolean;
  /** B2. How long it will take; left out where nobody knows. */
  length?: { takes: Duration; from: Expectation } | undefined;
}

export type Taken = { slots: OpenSlots } | { refused: SlotsRefused };

/** `blocked`: by a flag. `leased`: somebody has it alone. `exclusive_waits`: somebody has waited too long for that. */
type SlotsRefused = NoSlot | { code: 'blocked' | 'leased' | 'exclusive_waits'; message: string };

export async function readSlots({ store }: { store: Pick<System<BackendTables>['store'], 'get'> }, slug: string): Promise<SlotsState> {
  return loadHolders(store, slug);
}

/** To be read before the first write of the transaction in which slots are taken or given back. */
export async function loadSlots(tx: Pick<Transaction<BackendTables>, 'get'>, slug: string): Promise<OpenSlots> {
  return loadSlotsOf(tx, (await loadBackend(tx, slug)).state);
}

/** Of a backend that is loaded already. */
export async function loadSlotsOf(tx: Pick<Transaction<BackendTables>, 'get'>, backend: OpenSlots['backend']): Promise<OpenSlots> {
  return { backend, slots: await loadHolders(tx, backend.slug) };
}

async function loadHolders(tx: Pick<Transaction<BackendTables>, 'get'>, slug: string): Promise<SlotsState> {
  const { slug: _slug, ...slots } = (await tx.get({ collection: 'backendSlots', id: slug })) ?? { slug, ...noSlots };
  return slots;
}

/** B7. In the transaction that starts what takes them. What it gives is what the next of the same transaction is asked with. */
export function takeSlots(tx: BackendTransaction, open: OpenSlots, rules: PoolRules, wanted: WantedSlots): Taken {
  const now = tx.now();
  const refused = whyNone(open, rules, wanted, now);
  if (refused !== undefined) return { refused };
  const { usesDatabase: _uses, length, ...taken } = wanted;
  const expected = length === undefined ? {} : { expectedEnd: now + length.takes, expectedFrom: length.from };
  return { slots: keep(tx, open, take(open.slots, rules.pools, { ...taken, since: now, ...expected })) };
}

/** In the transaction that confirms its end. The same again changes nothing. */
export function giveBack(tx: BackendTransaction, open: OpenSlots, holder: string): OpenSlots {
  const left = without(open.slots, holder);
  return left === open.slots ? open : keep(tx, open, left);
}

/** Q3. Whether the backend can be had alone: nothing shares it. If something does, it is kept that somebody waits, and since when. */
export function awaitExclusive(tx: BackendTransaction, open: OpenSlots): boolean {
  if (open.slots.holders.length === 0) return true;
  if (open.slots.exclusiveSince === undefined) keep(tx, open, { ...open.slots, exclusiveSince: tx.now() });
  return false;
}

/** Q3. Somebody has it alone, or nobody wants that any more: it is shared again as before. */
export function endAwaiting(tx: BackendTransaction, open: OpenSlots): void {
  const { exclusiveSince, ...slots } = open.slots;
  if (exclusiveSince !== undefined) keep(tx, open, slots);
}

function whyNone({ backend, slots }: OpenSlots, rules: PoolRules, wanted: WantedSlots, now: number): SlotsRefused | undefined {
  const flag = whyBlocked(backend, wanted.usesDatabase);
  if (flag !== undefined) return { code: 'blocked', message: `${backend.slug} is ${flag.label}: ${flag.why}` };
  if (backend.lease !== undefined) return { code: 'leased', message: `${backend.lease.requestId} has ${backend.slug} alone` };
  if (exclusiveFirst(slots, rules.exclusiveAfter, now))
    return { code: 'exclusive_waits', message: `somebody waits to have ${backend.slug} alone` };
  return whyNoSlot(slots, rules.pools, wanted);
}

function keep(tx: BackendTransaction, open: OpenSlots, slots: SlotsState): OpenSlots {
  const { slug } = open.backend;
  tx.set({ collection: 'backendSlots', id: slug }, { slug, ...slots });
  return { ...open, slots };
}
