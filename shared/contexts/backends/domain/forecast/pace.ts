import { HOUR, type Duration, type Instant } from '#kernel/time.ts';

/** C7. How long turns on a backend took, the newest last. */
export interface PastAllocation {
  endedAt: Instant;
  took: Duration;
}

/** So many of the past tell what to expect. */
export const MOST_TURNS = 20;

/** How long a turn takes when nothing better is known. */
export const USUAL_TURN: Duration = HOUR;

export function recordAllocation(turns: readonly PastAllocation[], turn: PastAllocation): PastAllocation[] {
  return [...turns, { ...turn, took: Math.max(0, turn.took) }].slice(-MOST_TURNS);
}

/** The middle one of the past turns: a single one that hung does not count for more than the others. */
export function usualAllocation(turns: readonly PastAllocation[] = []): Duration {
  const sorted = turns.map(({ took }) => took).toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const low = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  const high = sorted[middle];
  return low === undefined || high === undefined ? USUAL_TURN : (low + high) / 2;
}
