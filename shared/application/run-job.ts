import type { Job } from '#domain/job/state.ts';
import type { RequestState } from '#domain/request/state.ts';
import { isLive, type Run } from '#domain/run/state.ts';
import type { Performer, Result, Work } from '#application/perform-effect.ts';
import type { Executor } from '#domain/run/state.ts';
import type { JobExecutor, RunOrder } from '#ports/job-executor.ts';

type RunWork = Work<'run_job'>;
export type Executors = Partial<Record<Executor, JobExecutor>>;

/** R3, R10: launches what was intended, asks to stop what is cancelling, and gives up on what has been silent for too long. */
export function runJob(executors: Executors): Performer<'run_job'> {
  return async (work) => {
    const found = findRun(work.state, work.effect.run);
    if (found === undefined || !isLive(found.run)) return { result: 'done' };
    const executor = executors[found.run.executor];
    if (executor === undefined) return { result: 'failed', message: `no executor ${found.run.executor} is set up here`, permanent: true };
    switch (work.effect.phase) {
      case 'launch':
        return launch(executor, work, found);
      case 'cancel':
        return cancel(executor, work, found);
      case 'watch':
        return lose(work);
    }
  };
}

async function launch(executor: JobExecutor, work: RunWork, found: Found): Promise<Result> {
  const { run } = found;
  if (run.state !== 'pending') return { result: 'done' };
  // A cancel that came before the launch: there is nothing to stop, and nothing may start any more.
  if (run.cancelling !== undefined) return confirmCancel(work);
  const launched = await executor.launch(orderOf(work.state, found));
  if (launched === 'launched') {
    return { result: 'done', command: (at) => ({ id: work.key, at, by, command: 'record_launch', run: run.id }) };
  }
  return { result: 'done', command: (at) => ({ id: work.key, at, by, command: 'end_run', run: run.id, fencing: run.fencing, ending: neverStarted(launched.refused) }) };
}

async function cancel(executor: JobExecutor, work: RunWork, found: Found): Promise<Result> {
  const asked = await executor.cancel(orderOf(work.state, found));
  return asked === 'never_started' ? confirmCancel(work) : { result: 'done' };
}

function confirmCancel(work: RunWork): Result {
  return { result: 'done', command: (at) => ({ id: work.key, at, by, command: 'cancel_confirmed', run: work.effect.run }) };
}

function lose(work: RunWork): Result {
  return {
    result: 'done',
    command: (at) => ({ id: work.key, at, by, command: 'lose_run', run: work.effect.run, why: 'nothing was heard of it within its time limit' }),
  };
}

const by = { kind: 'system', part: 'runs' } as const;

interface Found {
  job: Job;
  run: Run;
}

export function findRun(state: RequestState, runId: string): Found | undefined {
  for (const job of state.jobs) {
    const run = job.runs.find(({ id }) => id === runId);
    if (run !== undefined) return { job, run };
  }
  return undefined;
}

function orderOf(state: RequestState, { job, run }: Found): RunOrder {
  const testRef = state.turn !== undefined && 'testRef' in state.turn ? state.turn.testRef : run.testSha;
  return { runId: run.id, requestId: state.id, backend: run.backend, fencing: run.fencing, testRef, testSha: run.testSha, ask: job.ask };
}

function neverStarted(message: string): { cause: 'launch_failed'; exitCode: null; chunks: { stdout: number; stderr: number }; stdout: string[]; stderr: string[]; observable: boolean } {
  return { cause: 'launch_failed', exitCode: null, chunks: { stdout: 0, stderr: 0 }, stdout: [], stderr: [message], observable: true };
}
