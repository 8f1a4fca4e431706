import type { JobLimits } from '#products/pipelines/domain/job/rules.ts';
import type { Duration } from '#kernel/time.ts';

const GROWTH = 4;

/** R9. Before the next attempt, after so many losses: each longer than the last, and all of them together no longer than an attempt may take to begin. */
export function pauseAfter(losses: number, { retries, firstPause, beginsWithin }: JobLimits): Duration {
  return Math.min(firstPause * GROWTH ** (losses - 1), beginsWithin / Math.max(1, retries));
}
