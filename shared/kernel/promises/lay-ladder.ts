import type { Wanted } from '#kernel/effect.ts';
import { nextRungAt, type LadderRules } from '#kernel/promises/ladder.ts';
import type { Clock } from '#kernel/promises/state.ts';
import type { Instant } from '#kernel/time.ts';

/** S2. Wakes at each rung of a clock's ladder. `dueAt` tells this run of the clock from those before and after a pause. */
export interface LadderEffect {
  kind: 'keep_clock';
  clock: string;
  dueAt: Instant;
}

/** S2: a clock that begins to run, or goes on, gets its ladder: one effect that wakes at each rung for as long as the clock runs on. */
export function layLadder(clocks: readonly Clock[], id: string, rules: LadderRules, at: Instant): Wanted<LadderEffect>[] {
  const clock = clocks.find((one) => one.id === id);
  if (clock?.state !== 'running') return [];
  return [{ effect: { kind: 'keep_clock', clock: id, dueAt: clock.dueAt }, notBefore: nextRungAt(rules, clock, at) }];
}
