import type { Job } from '#domain/job/state.ts';
import { jobTransitions } from '#domain/job/transitions.ts';
import type { FactOf } from '#domain/request/facts.ts';
import type { Run } from '#domain/run/state.ts';
import { runTransitions, type RunEvent } from '#domain/run/transitions.ts';
import { move } from '#domain/transitions.ts';

type RunFact = FactOf<
  'run_intended' | 'run_reused' | 'run_launched' | 'run_started' | 'run_ended' | 'run_cancel_requested' | 'run_cancelled' | 'run_lost'
>;
type MoveFact = Exclude<RunFact, { fact: 'run_intended' | 'run_reused' }>;

export function evolveRun(jobs: Job[], fact: RunFact): Job[] {
  if (fact.fact === 'run_intended' || fact.fact === 'run_reused') {
    return jobs.map((job) => (job.step === fact.step ? intend(job, fact.run) : job));
  }
  return jobs.map((job) => {
    if (!job.runs.some((run) => run.id === fact.run)) return job;
    return { ...job, runs: job.runs.map((run) => (run.id === fact.run ? moveRun(run, fact) : run)) };
  });
}

function intend(job: Job, run: Run): Job {
  move('job', jobTransitions, job.state, 'run');
  const { index, step, ask, runs } = job;
  // I19: what counts again is no second run.
  return { index, step, ask, runs: [...runs.filter(({ id }) => id !== run.id), run], state: 'running' };
}

function moveRun(run: Run, fact: MoveFact): Run {
  const started = 'startedAt' in run ? run.startedAt : run.intendedAt;
  switch (fact.fact) {
    case 'run_cancel_requested':
      return { ...run, cancelling: { reason: fact.reason, at: fact.at } };
    case 'run_launched':
      check(run, 'launch');
      return { ...bare(run), state: 'preparing' };
    case 'run_started':
      check(run, 'start');
      return { ...bare(run), state: 'executing', startedAt: fact.at };
    case 'run_ended':
      check(run, fact.how === 'done' ? 'end_done' : 'end_failed');
      return fact.how === 'done'
        ? { ...bare(run), state: 'done', startedAt: started, endedAt: fact.at, result: fact.result }
        : { ...bare(run), state: 'failed', endedAt: fact.at, result: fact.result };
    case 'run_cancelled':
      check(run, 'end_cancelled');
      return { ...bare(run), state: 'cancelled', endedAt: fact.at, reason: fact.reason };
    case 'run_lost':
      check(run, 'lose');
      return { ...bare(run), state: 'lost', endedAt: fact.at, why: fact.why };
  }
}

function check(run: Run, event: RunEvent): void {
  move('run', runTransitions, run.state, event);
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
