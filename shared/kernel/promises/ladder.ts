import type { Duration, Instant } from '#kernel/time.ts';
import { instantWhenRan, promisedBy, ranFor, type Counting } from '#kernel/promises/passing.ts';
import type { RunningClock } from '#kernel/promises/state.ts';

/** S2. After how much running time who is told. */
export interface Ladder {
  assigneeAfter: Duration;
  everyoneAfter: Duration;
  /** From the breach on, until there is an answer. */
  thenEvery: Duration;
}

/** Rungs: 1 whoever was asked, 2 everyone, 3 the breach, then one more each `thenEvery`. */
export const BREACH = 3;

export type LadderRules = Counting & { ladder: Ladder };

/** The highest rung that a clock has come to by running, 0 below the first. */
export function rungReached(rules: LadderRules, clock: RunningClock, at: Instant): number {
  const promised = promisedBy(rules, clock);
  const ran = ranFor(rules, clock, at);
  const { assigneeAfter, everyoneAfter, thenEvery } = rules.ladder;
  // The promise first: it was given by the settings of its day, the rungs below it are today's.
  if (ran >= promised) return BREACH + Math.floor((ran - promised) / thenEvery);
  if (ran >= everyoneAfter) return 2;
  return ran >= assigneeAfter ? 1 : 0;
}

/** When somebody is to be told next: at once while a rung that was reached is untold, otherwise at the next one. */
export function nextRungAt(rules: LadderRules, clock: RunningClock, at: Instant): Instant {
  return rungReached(rules, clock, at) > (clock.rung ?? 0) ? at : rungAfter(rules, clock, at);
}

/** When the first rung above those reached comes. */
export function rungAfter(rules: LadderRules, clock: RunningClock, at: Instant): Instant {
  const promised = promisedBy(rules, clock);
  const ran = ranFor(rules, clock, at);
  const { assigneeAfter, everyoneAfter, thenEvery } = rules.ladder;
  const repeated = promised + (Math.floor((ran - promised) / thenEvery) + 1) * thenEvery;
  const ahead = [assigneeAfter, everyoneAfter, promised].filter((after) => after > ran && after <= promised);
  const [next = repeated] = ahead.toSorted((a, b) => a - b);
  return instantWhenRan(rules, clock, next);
}
