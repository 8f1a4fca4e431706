import { inFairOrder, olderFirst } from '#contexts/backends/domain/fair-order.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { room, take, whyNoSlot, type SlotsState } from '#contexts/backends/domain/slots.ts';
import { standing, type Shared } from '#contexts/backends/domain/standing.ts';
import type { Wait, Waiting } from '#contexts/backends/domain/waiting.ts';
import type { Instant } from '#kernel/time.ts';

/** Of more than these the oldest are looked at. */
const MOST = 1_000;

export interface Picked {
  /** In the order in which they are to be started. */
  starts: Waiting[];
  /** Each of the others, by id. */
  waits: Map<string, Wait>;
}

/**
 * B3, B7. Who starts now, and why each other does not: interrupted ones first, then those of whose workspace the fewest run, then the oldest; in each
 * pool by itself. Pure: the same whatever the order in which they are given.
 */
export function pick(waiting: readonly Waiting[], backend: Shared, rules: PoolRules, now: Instant): Picked {
  const waits = new Map<string, Wait>();
  const sorted = waiting.toSorted(olderFirst);
  const candidates = sorted.slice(0, MOST).filter((one) => {
    const wait = standing(one, backend, rules, now);
    if (wait !== undefined) waits.set(one.id, wait);
    return wait === undefined;
  });
  for (const { id, since } of sorted.slice(MOST))
    waits.set(id, { code: 'no_slot', why: `more than ${MOST} wait before it`, since, who: 'time' });
  const heavy = keptFor(candidates, backend.slots, rules, now);
  const starts: Waiting[] = [];
  let { slots } = backend;
  const start = (one: Waiting): boolean => {
    const wait = capacity(one, slots, rules, heavy.get(one.pool));
    if (wait !== undefined) waits.set(one.id, wait);
    else {
      const { id, key, pool, weight, workspace } = one;
      slots = take(slots, rules.pools, { holder: id, key, pool, weight, workspace, since: now });
      starts.push(one);
      if (heavy.get(pool) === one) heavy.delete(pool);
    }
    return wait === undefined;
  };
  const used = new Set(candidates.map(({ pool }) => pool));
  const isFull = (): boolean => [...room(slots, rules.pools)].every(([pool, { free }]) => free === 0 || !used.has(pool));
  inFairOrder(candidates, slots, start, isFull);
  return { starts, waits };
}

/** B7. Of each pool the oldest that takes several slots and has waited for the time of the settings: what came after it leaves its slots to it. */
function keptFor(candidates: readonly Waiting[], slots: SlotsState, rules: PoolRules, now: Instant): Map<string, Waiting> {
  const kept = new Map<string, Waiting>();
  for (const one of candidates) {
    const isLong = one.weight > 1 && now - one.since >= rules.heavyAfter;
    if (isLong && !kept.has(one.pool) && whyNoSlot(slots, rules.pools, holderOf(one))?.code !== 'key_held') kept.set(one.pool, one);
  }
  return kept;
}

function holderOf({ id, key, pool, weight }: Waiting): { holder: string; key: string; pool: string; weight: number } {
  return { holder: id, key, pool, weight };
}

function capacity(one: Waiting, slots: SlotsState, rules: PoolRules, heavy: Waiting | undefined): Wait | undefined {
  const { since, weight } = one;
  const full = whyNoSlot(slots, rules.pools, holderOf(one));
  if (full !== undefined) return { code: full.code === 'key_held' ? 'same_action' : 'no_slot', why: full.message, since, who: 'time' };
  if (heavy === undefined || heavy === one || isBefore(one, heavy)) return undefined;
  const beside = whyNoSlot(slots, rules.pools, { ...holderOf(one), weight: weight + heavy.weight });
  return beside === undefined
    ? undefined
    : { code: 'kept_for_another', why: `slots of ${one.pool} are kept for ${heavy.key}, which takes ${heavy.weight}`, since, who: 'time' };
}

function isBefore(one: Waiting, other: Waiting): boolean {
  return one.since < other.since || (one.since === other.since && one.id < other.id);
}
