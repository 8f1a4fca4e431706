import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { Attempt, JobState } from '#products/pipelines/domain/job/state.ts';
import type { Evolvers, FactNamed } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

export function begin(fact: JobFact): JobState | undefined {
  if (fact.fact !== 'job_made') return undefined;
  const { createdAt } = fact.job;
  return { ...fact.job, version: 0, state: 'waiting', since: createdAt, updatedAt: createdAt, attempts: 0, losses: 0 };
}

/** One rule for each fact. Throws when the fact cannot have happened. */
export const jobFacts: Evolvers<JobState, JobFact> = {
  job_made: {
    evolve: () => {
      throw new Error('a job is made once');
    },
  },
  attempt_started: { evolve: started },
  stage_reached: { evolve: (job, { attempt, stage, at }) => withAttempt(job, attempt, at, (known) => reached(known, stage, at)) },
  attempt_stopping: {
    evolve: (job, { attempt, why, at }) => withAttempt(job, attempt, at, (known) => ({ ...known, stopping: { why, at } })),
  },
  attempt_over: { evolve: attemptOver },
  attempt_lost: { evolve: (job, { attempt, at }) => ({ ...withAttempt(job, attempt, at), losses: job.losses + 1 }) },
  job_waits_again: {
    evolve: (job, { after, pause, at }) => {
      const { startedAt: _startedAt, ...rest } = unfinished(job, 'running');
      return { ...rest, state: 'waiting', since: at, after, updatedAt: at, ...(pause === undefined ? {} : { pause }) };
    },
  },
  job_succeeded: { evolve: succeeded },
  job_failed: { evolve: failed },
  job_cancelled: { evolve: (job, { by, at }) => ({ ...bare(job), ...begun(job), state: 'cancelled', completedAt: at, by, updatedAt: at }) },
};

function started(job: JobState, { attempt, at }: FactNamed<JobFact, 'attempt_started'>): JobState {
  const { since: _since, after: _after, pause: _pause, ...rest } = unfinished(job, 'waiting');
  if (rest.attempt !== undefined || attempt !== rest.attempts + 1) throw impossible(job, `attempt ${attempt} starts`);
  return {
    ...rest,
    state: 'running',
    startedAt: at,
    updatedAt: at,
    attempts: attempt,
    attempt: { n: attempt, startedAt: at, heardAt: at },
  };
}

function reached(known: Attempt, stage: ActionStage, at: Instant): Attempt {
  return { ...known, stage, heardAt: at };
}

function attemptOver(job: JobState, { attempt, at }: FactNamed<JobFact, 'attempt_over'>): JobState {
  const { attempt: known, ...rest } = job;
  if (known?.n !== attempt) throw impossible(job, `attempt ${attempt} is over`);
  return { ...rest, updatedAt: at };
}

function withAttempt(job: JobState, n: number, at: Instant, change: (known: Attempt) => Attempt = (known) => known): JobState {
  if (job.attempt?.n !== n) throw impossible(job, `something is heard of attempt ${n}`);
  return { ...job, attempt: change(job.attempt), updatedAt: at };
}

function succeeded(job: JobState, { at, heldBack, metrics }: FactNamed<JobFact, 'job_succeeded'>): JobState {
  const startedAt = job.state === 'running' ? job.startedAt : job.attempt?.startedAt;
  if (startedAt === undefined) throw impossible(job, 'it succeeds');
  return {
    ...bare(job),
    ...measured(metrics),
    state: 'succeeded',
    startedAt,
    completedAt: at,
    updatedAt: at,
    ...(heldBack === undefined ? {} : { heldBack }),
  };
}

function failed(job: JobState, { fact: _fact, at, metrics, ...failure }: FactNamed<JobFact, 'job_failed'>): JobState {
  const common = { ...bare(unfinished(job, 'running')), ...begun(job), ...measured(metrics) };
  return { ...common, state: 'failed', completedAt: at, updatedAt: at, ...failure };
}

type Bare = Omit<Extract<JobState, { state: 'waiting' }>, 'state' | 'since' | 'after' | 'pause'>;

/** What a job is, whatever its state: only of one that is not over. */
function bare(job: JobState): Bare {
  if (job.state === 'waiting') {
    const { state: _state, since: _since, after: _after, pause: _pause, ...rest } = job;
    return rest;
  }
  const { state: _state, startedAt: _startedAt, ...rest } = unfinished(job, 'running');
  return rest;
}

function begun(job: JobState): { startedAt?: Instant } {
  return job.state === 'running' ? { startedAt: job.startedAt } : {};
}

function measured(metrics: JobState['metrics']): Pick<JobState, 'metrics'> {
  return metrics === undefined ? {} : { metrics };
}

function unfinished<S extends 'waiting' | 'running'>(job: JobState, state: S): Extract<JobState, { state: S }> {
  if (job.state !== state) throw impossible(job, `something happens to what is ${state}`);
  return job as Extract<JobState, { state: S }>;
}

function impossible({ id, state }: JobState, what: string): Error {
  return new Error(`job ${id} is ${state}, and ${what}`);
}
