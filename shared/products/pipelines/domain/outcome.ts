import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { Instant } from '#kernel/time.ts';

/** How a job ended, for whoever asks what became of its action. */
export interface Outcome {
  job: string;
  run: string;
  state: 'succeeded' | 'failed' | 'cancelled';
  /** RAP’s word for it. */
  code: string;
  commit: string;
  /** What the action was: another one under its name is not the same. */
  definition: string;
  startedAt?: Instant;
  completedAt: Instant;
}

export interface Outcomes {
  newest: Outcome;
  counted?: Outcome;
  success?: Outcome;
}

/** Of a job that is over. */
export function outcomeOf(job: Extract<JobState, { completedAt: Instant }>): Outcome {
  const { id, run, commit, state, startedAt, completedAt, spec } = job;
  const { definition } = spec;
  const code = job.state === 'failed' ? job.code : job.state === 'cancelled' ? 'cancelled_by_user' : 'succeeded';
  return { job: id, run, state, code, commit, definition, completedAt, ...(startedAt === undefined ? {} : { startedAt }) };
}

/** What is told late, or twice, changes nothing of what is newer. */
export function withOutcome(known: Outcomes | undefined, outcome: Outcome): Outcomes {
  const newer = (other: Outcome | undefined): Outcome =>
    other !== undefined && other.completedAt >= outcome.completedAt ? other : outcome;
  const counted = outcome.state === 'cancelled' ? known?.counted : newer(known?.counted);
  const success = outcome.state === 'succeeded' ? newer(known?.success) : known?.success;
  return {
    newest: newer(known?.newest),
    ...(counted === undefined ? {} : { counted }),
    ...(success === undefined ? {} : { success }),
  };
}
