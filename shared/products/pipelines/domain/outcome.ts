import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { Duration, Instant } from '#kernel/time.ts';

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
  /** B2. How long the last of those took, the newest last. */
  took?: readonly Duration[];
}

/** So many of them tell what to expect. */
const LENGTHS = 5;

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
  const took = success === outcome ? [...(known?.took ?? []), ...lengthOf(outcome)].slice(-LENGTHS) : known?.took;
  return {
    newest: newer(known?.newest),
    ...(counted === undefined ? {} : { counted }),
    ...(success === undefined ? {} : { success }),
    ...(took === undefined ? {} : { took }),
  };
}

function lengthOf({ startedAt, completedAt }: Outcome): Duration[] {
  return startedAt === undefined ? [] : [Math.max(0, completedAt - startedAt)];
}

/** B2. The middle one of the last that succeeded, the longer one of two; undefined where none is known. */
export function usualLengthOf({
  success,
  took = success === undefined ? [] : lengthOf(success),
}: Pick<Outcomes, 'success' | 'took'>): Duration | undefined {
  return took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)];
}
