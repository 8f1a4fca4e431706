import type { LossCause } from '#products/pipelines/domain/job/causes.ts';
import type { JobLimits } from '#products/pipelines/domain/job/rules.ts';
import type { Attempt } from '#products/pipelines/domain/job/state.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** When nobody waits for an attempt any longer, and why not. `left`: until then; none where it is late. */
export interface Overdue {
  left: Duration;
  cause: LossCause;
  why: string;
}

/**
 * R4. An agent that asks for work is alive, and is told of the attempt each time; that it gets on with it is another matter: one may fail before it
 * begins, start again and be told the same, for ever. Our own keeps the action's time limit by itself; of any other the server does, one grace later.
 */
export function overdue(
  { stage, heardAt, startedAt }: Attempt,
  { lostAfter, beginsWithin, endsWithin }: JobLimits,
  lastSeenAt: Instant,
  now: Instant,
): Overdue {
  const silent = {
    at: Math.max(heardAt, startedAt, lastSeenAt) + lostAfter,
    cause: 'silent',
    why: 'its agent did not report in time',
  } as const;
  const isAtWork = stage !== undefined && stage !== 'preparing' && stage !== 'prepared';
  const slow = isAtWork
    ? ({ at: startedAt + beginsWithin + endsWithin + lostAfter, cause: 'timed_out', why: 'it took longer than it may' } as const)
    : ({ at: startedAt + beginsWithin, cause: 'not_begun', why: 'it was not at work in time' } as const);
  const { at, ...first } = slow.at < silent.at ? slow : silent;
  return { left: Math.max(0, at - now), ...first };
}
