import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { take, whyNoSlot, type Holder, type SlotsState } from '#contexts/backends/domain/slots.ts';
import type { Instant } from '#kernel/time.ts';

/** Something that waits for slots. */
export interface Waiting extends Omit<Holder, 'since'> {
  since: Instant;
}

/** B7. Those that may start now, in the order in which they are to: of the workspace that has least at work, the oldest first. What is heavy and has waited for long has the slots of its pool kept. */
export function pick(waiting: readonly Waiting[], slots: SlotsState, rules: PoolRules, now: Instant): Waiting[] {
  const picked: Waiting[] = [];
  let [left, held] = [waiting.toSorted((a, b) => a.since - b.since), slots];
  for (;;) {
    const kept = new Map(left.filter((one) => isKept(one, held, rules, now)).map((one) => [one.pool, one]));
    const fits = left.filter((one) => (kept.get(one.pool) ?? one) === one && whyNoSlot(held, rules.pools, one) === undefined);
    const next = fewestFirst(fits, held)[0];
    if (next === undefined) return picked;
    picked.push(next);
    left = left.filter((one) => one !== next);
    held = take(held, rules.pools, next);
  }
}

function fewestFirst(fits: readonly Waiting[], { holders }: SlotsState): Waiting[] {
  const atWork = (workspace: string): number => holders.filter((one) => one.workspace === workspace).length;
  return fits.toSorted((a, b) => atWork(a.workspace) - atWork(b.workspace));
}

/** It takes several slots, has waited for as long as the settings let it, and there are too few free ones. */
function isKept(one: Waiting, slots: SlotsState, rules: PoolRules, now: Instant): boolean {
  return one.weight > 1 && now - one.since >= rules.heavyAfter && whyNoSlot(slots, rules.pools, one)?.code === 'no_slot';
}
