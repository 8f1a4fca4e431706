import type { LossCause } from '#products/pipelines/domain/job/causes.ts';
import { judgeEnd, type AttemptEnd } from '#products/pipelines/domain/job/ends.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import { actionStages, type ActionStage } from '#contexts/operations/domain/action/result.ts';
import { isOver, mayStart, pausing, type Attempt, type Interruption, type JobState } from '#products/pipelines/domain/job/state.ts';
import { pauseAfter } from '#products/pipelines/domain/job/pause.ts';
import type { JobRules } from '#products/pipelines/domain/job/rules.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Draft } from '#kernel/draft.ts';
import type { Deciders } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type JobCommand = { id: string; at: Instant; by: Actor } & JobAsked;

/** What is said of an attempt that is not the job’s present one changes nothing. */
export type JobAsked =
  /** In the transaction that takes its slots. */
  | { command: 'start'; attempt: number }
  | { command: 'reach_stage'; attempt: number; stage: ActionStage }
  | { command: 'end_attempt'; attempt: number; end: AttemptEnd }
  /** Nobody can say what became of it, and it may still be there. */
  | { command: 'lose_attempt'; attempt: number; cause: LossCause; why: string }
  /** R10. Nothing of it is left, or will come. */
  | { command: 'confirm_stopped'; attempt: number }
  /** O5. `who`: their name on the record. */
  | { command: 'cancel'; who: string }
  | { command: 'interrupt'; why: Interruption };

export interface JobRefused {
  refused: { code: 'not_to_start' | 'already_over'; message: string };
}

export interface Deciding {
  draft: Draft<JobState, JobFact>;
  at: Instant;
  rules: JobRules;
}

export const jobDeciders: Deciders<Deciding, JobAsked, JobRefused> = {
  start({ draft, at }, { attempt }) {
    const { state: job } = draft;
    if (job.attempt?.n === attempt && job.state === 'running') return undefined;
    if (!mayStart(job) || pausing(job, at) !== undefined || attempt !== job.attempts + 1)
      return refuse('not_to_start', `Attempt ${attempt} of ${job.action} is not to start: the job is ${job.state}.`);
    draft.record({ fact: 'attempt_started', attempt, at });
    return undefined;
  },
  reach_stage({ draft, at }, { attempt, stage }) {
    const known = present(draft, attempt);
    if (known === undefined || known.stopping !== undefined || rank(stage) <= rank(known.stage)) return;
    draft.record({ fact: 'stage_reached', attempt, stage, at });
  },
  end_attempt(deciding, { attempt, end }) {
    const { draft, at } = deciding;
    if (present(draft, attempt) === undefined) return;
    takeEnd(deciding, attempt, end);
    draft.record({ fact: 'attempt_over', attempt, at });
  },
  lose_attempt(deciding, { attempt, cause, why }) {
    const { draft, at } = deciding;
    const known = present(draft, attempt);
    // What it is asked to stop for is waited for: that confirms more than it is lost.
    if (known === undefined || known.stopping !== undefined) return;
    lose(deciding, attempt, cause, why);
    draft.record({ fact: 'attempt_stopping', attempt, why: 'lost', at });
  },
  confirm_stopped(deciding, { attempt }) {
    const { draft, at } = deciding;
    if (present(draft, attempt) === undefined) return;
    if (draft.state.state === 'running') lose(deciding, attempt, 'cancelled', 'it was stopped, and nobody here had asked for that');
    draft.record({ fact: 'attempt_over', attempt, at });
  },
  /** Over at once for whoever asked; its slots are held until nothing of it is left. */
  cancel({ draft, at }, { who }) {
    if (isOver(draft.state)) return refuse('already_over', `${draft.state.action} is over: it is ${draft.state.state}.`);
    draft.record({ fact: 'job_cancelled', at, by: who });
    const { attempt } = draft.state;
    if (attempt !== undefined && attempt.stopping === undefined)
      draft.record({ fact: 'attempt_stopping', attempt: attempt.n, why: 'cancelled', at });
    return undefined;
  },
  /** B2. Maintenance is the database’s: what does not use it goes on. */
  interrupt({ draft, at }, { why }) {
    const { state: job } = draft;
    if (job.state !== 'running' || job.attempt === undefined || (why === 'maintenance' && !job.spec.usesDatabase)) return;
    draft.record({ fact: 'job_waits_again', after: why, at });
    draft.record({ fact: 'attempt_stopping', attempt: job.attempt.n, why, at });
  },
};

/** Of those that matched nothing, so many are kept. */
const MOST_PATTERNS = 20;

/** R10. What was stopped and had succeeded before that has succeeded; any other end of it may be the stop’s own, and says nothing. */
function takeEnd(deciding: Deciding, attempt: number, end: AttemptEnd): void {
  const { draft, at } = deciding;
  if (isOver(draft.state)) return;
  const judged = judgeEnd(end);
  const metrics = end.metrics === undefined ? {} : { metrics: end.metrics };
  if (judged.end === 'succeeded') {
    draft.record({ fact: 'job_succeeded', at, ...metrics, ...(judged.heldBack ? { heldBack: true } : {}) });
    return;
  }
  if (draft.state.state !== 'running') return;
  if (judged.end === 'lost') {
    lose(deciding, attempt, judged.cause, judged.why);
    return;
  }
  const { code, message } = judged;
  const { exitCode, unmatched = [] } = end;
  draft.record({
    fact: 'job_failed',
    at,
    code,
    message,
    cause: end.cause,
    ...metrics,
    ...(exitCode === null ? {} : { exitCode }),
    ...(code === 'unmatched_patterns' ? { unmatched: unmatched.slice(0, MOST_PATTERNS) } : {}),
  });
}

/** R9. The job waits for another attempt, as often as the settings have it. */
function lose({ draft, at, rules }: Deciding, attempt: number, cause: LossCause, why: string): void {
  draft.record({ fact: 'attempt_lost', attempt, cause, why, at });
  // It would take as long the next time.
  if (cause === 'timed_out') draft.record({ fact: 'job_failed', at, code: 'job_error', message: 'Job took longer than it may', cause });
  else if (draft.state.losses <= rules.pipelines.retries) {
    const pause = cause === 'launch_failed' ? { pause: { until: at + pauseAfter(draft.state.losses, rules.pipelines), why } } : {};
    draft.record({ fact: 'job_waits_again', after: 'loss', ...pause, at });
  } else {
    const message = `Lost ${draft.state.losses} times, at last because ${why}`;
    draft.record({ fact: 'job_failed', at, code: 'internal_error', message, cause });
  }
}

function present({ state }: Deciding['draft'], n: number): Attempt | undefined {
  return state.attempt?.n === n ? state.attempt : undefined;
}

function rank(stage: ActionStage | undefined): number {
  return stage === undefined ? -1 : actionStages.indexOf(stage);
}

function refuse(code: JobRefused['refused']['code'], message: string): JobRefused {
  return { refused: { code, message } };
}
