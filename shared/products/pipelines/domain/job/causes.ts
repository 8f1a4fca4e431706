import type { EndCause } from '#contexts/operations/domain/run/classes.ts';

/** R9. An end that is not the job’s own: another attempt may fare better. */
export type LossCause = 'worker_lost' | 'launch_failed' | 'cancelled' | 'silent' | 'not_begun' | 'timed_out';

/** What it came of, for people: an agent’s word of how an attempt ended, or why one was lost at last. */
export const failureCauses = [
  'exited',
  'wrong_version',
  'never_here',
  'timed_out',
  'cancelled',
  'worker_lost',
  'launch_failed',
  'out_of_memory',
  'over_limit',
  'silent',
  'not_begun',
] as const satisfies (EndCause | LossCause)[];

export type FailureCause = (typeof failureCauses)[number];
