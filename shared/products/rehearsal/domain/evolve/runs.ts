import type { Job } from '#contexts/plans/domain/job/state.ts';
import { jobTransitions } from '#contexts/plans/domain/job/transitions.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import { operationTransitions, type OperationEvent } from '#contexts/operations/domain/transitions.ts';
import { move } from '#kernel/transitions.ts';

/** The job's next run. */
export function withRunOf(jobs: Job[], { step, run }: FactOf<'run_intended' | 'run_reused'>): Job[] {
  return jobs.map((job) => (job.step === step ? intend(job, run) : job));
}

function intend(job: Job, run: Run): Job {
  move('job', jobTransitions, job.state, 'run');
  const { index, step, ask, runs } = job;
  // I19: what counts again is no second run.
  return { index, step, ask, runs: [...runs.filter(({ id }) => id !== run.id), run], state: 'running' };
}

/** The rule for one run, applied to the one that the fact names. */
export function withRun<S extends Tested, F extends { run: string }>(over: (run: Run, fact: F) => Run): (state: S, fact: F) => S {
  return (state, fact) => ({
    ...state,
    jobs: state.jobs.map((job) => {
      if (!job.runs.some((run) => run.id === fact.run)) return job;
      return { ...job, runs: job.runs.map((run) => (run.id === fact.run ? over(run, fact) : run)) };
    }),
  });
}

export function toBeCancelled(run: Run, { reason, at }: FactOf<'run_cancel_requested'>): Run {
  return { ...run, cancelling: { reason, at } };
}

export function launched(run: Run): Run {
  check(run, 'launch');
  return { ...bare(run), state: 'preparing' };
}

export function startedRun(run: Run, { at }: FactOf<'run_started'>): Run {
  check(run, 'start');
  return { ...bare(run), state: 'executing', startedAt: at };
}

export function ended(run: Run, { how, at, result }: FactOf<'run_ended'>): Run {
  check(run, how === 'done' ? 'end_done' : 'end_failed');
  const startedAt = 'startedAt' in run ? run.startedAt : run.intendedAt;
  return how === 'done'
    ? { ...bare(run), state: 'done', startedAt, endedAt: at, result }
    : { ...bare(run), state: 'failed', endedAt: at, result };
}

export function cancelled(run: Run, { at, reason }: FactOf<'run_cancelled'>): Run {
  check(run, 'end_cancelled');
  return { ...bare(run), state: 'cancelled', endedAt: at, reason };
}

export function lost(run: Run, { at, why }: FactOf<'run_lost'>): Run {
  check(run, 'lose');
  return { ...bare(run), state: 'lost', endedAt: at, why };
}

function check(run: Run, event: OperationEvent): void {
  move('run', operationTransitions, run.state, event);
}

/** What every state of a run has. */
function bare(run: Run): Omit<Run, 'state' | 'startedAt' | 'endedAt' | 'result' | 'reason' | 'why'> {
  const { id, attempt, executor, backend, fencing, sha, testSha, base, intendedAt, cancelling, reusedFrom } = run;
  return {
    id,
    attempt,
    executor,
    backend,
    fencing,
    sha,
    testSha,
    ...(base === undefined ? {} : { base }),
    intendedAt,
    ...(cancelling === undefined ? {} : { cancelling }),
    ...(reusedFrom === undefined ? {} : { reusedFrom }),
  };
}
