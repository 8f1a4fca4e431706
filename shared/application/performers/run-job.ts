import type { RunEnding } from '#domain/run/judge.ts';
import { whyNotHere } from '#domain/job/where.ts';
import { isLive, type Executor, type Run } from '#domain/run/state.ts';
import { orderOf } from '#application/find-run.ts';
import { findRun, type FoundRun } from '#domain/run/find.ts';
import type { EffectPerformer, Performer, Result, Work } from '#application/perform-effect.ts';
import { followCancel, pollRun, stopLost, type PollTools } from '#application/poll-run.ts';
import { unlessGatesHold } from '#application/begin-only-on-gates.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { JobExecutor } from '#ports/job-executor.ts';
import type { OutputStore } from '#ports/output-store.ts';

type RunWork = Work<'run_job'>;
export type Executors = Partial<Record<Executor, JobExecutor>>;

export interface RunTools {
  executors: Executors;
  outputs: OutputStore;
  /** G9. Where the gates are looked at anew before a run. */
  codeHost: CodeHost;
}

export const run_job: EffectPerformer<'run_job', RunTools> = {
  tools: ['executors', 'outputs', 'codeHost'],
  perform: (system, tools) => runJob(system, tools),
};

/** R3, R5, R10: launches what was intended, asks how it is, asks to stop what is cancelling, and gives up on what has been silent for too long. */
export function runJob(system: System, { executors, outputs, codeHost }: RunTools): Performer<'run_job'> {
  const tools: PollTools = { system, outputs };
  return async (work) => {
    if (work.effect.phase === 'forget') return forget(outputs, work);
    const found = findRun(work.state, work.effect.run);
    if (found === undefined || !isLive(found.run)) return { result: 'done' };
    const executor = executors[found.run.executor];
    if (executor === undefined) return { result: 'failed', message: `no executor ${found.run.executor} is set up here`, permanent: true };
    switch (work.effect.phase) {
      case 'launch':
        return launch(system, codeHost, executor, work, found);
      case 'poll':
        return pollRun(tools, executor, work, found, work.effect);
      case 'cancel':
        return cancel(tools, executor, work, found);
      case 'watch':
        await stopLost(tools, executor, work, found);
        return lose(work);
    }
  };
}

async function launch(system: System, codeHost: CodeHost, executor: JobExecutor, work: RunWork, found: FoundRun): Promise<Result> {
  const { run } = found;
  if (run.state !== 'pending') return { result: 'done' };
  // A cancel that came before the launch: nothing may start any more. What an earlier attempt may have started, the cancel's own effect sees to.
  if (run.cancelling !== undefined) return work.attempt > 1 ? { result: 'done' } : confirmCancel(work);
  const instead = await unlessGatesHold(system, codeHost, work);
  if (instead !== undefined) return instead;
  const notHere = whyNotHere(system.rules, found.job.ask.name, run.backend);
  const other = notHere === undefined ? await otherVersion(system, run) : undefined;
  if (notHere !== undefined) return endUnstarted(work, run, 'never_here', notHere);
  if (other !== undefined) return endUnstarted(work, run, 'wrong_version', other);
  const launched = await executor.launch(orderOf(work.state, found));
  if (launched === 'launched') {
    return { result: 'done', command: (at) => ({ id: work.key, at, by, command: 'record_launch', run: run.id }) };
  }
  return endUnstarted(work, run, 'launch_failed', launched.refused);
}

type Unstarted = 'launch_failed' | 'wrong_version' | 'never_here';

function endUnstarted({ key: id }: RunWork, { id: run, fencing }: Run, cause: Unstarted, why: string): Result {
  return { result: 'done', command: (at) => ({ id, at, by, command: 'end_run', run, fencing, ending: neverStarted(cause, why) }) };
}

async function cancel(tools: PollTools, executor: JobExecutor, work: RunWork, found: FoundRun): Promise<Result> {
  const asked = await executor.cancel(orderOf(work.state, found));
  if (asked === 'never_started') return confirmCancel(work);
  const followed = await followCancel(tools, executor, work, found, asked);
  return followed === 'gone' ? confirmCancel(work) : followed;
}

/** Z4. */
async function forget(outputs: OutputStore, { effect }: RunWork): Promise<Result> {
  await outputs.purge(effect.run);
  return { result: 'done' };
}

function confirmCancel(work: RunWork): Result {
  return { result: 'done', command: (at) => ({ id: work.key, at, by, command: 'cancel_confirmed', run: work.effect.run }) };
}

function lose(work: RunWork): Result {
  return {
    result: 'done',
    command: (at) => ({
      id: work.key,
      at,
      by,
      command: 'lose_run',
      run: work.effect.run,
      why: 'nothing was heard of it within its time limit',
    }),
  };
}

const by = { kind: 'system', part: 'runs' } as const;

/** D5: why the backend no longer holds what this run is for, as far as the store knows; an agent looks for itself as well. */
async function otherVersion({ store }: System, { backend, fencing }: Run): Promise<string | undefined> {
  const lease = (await store.get({ collection: 'backends', id: backend }))?.state.lease;
  if (lease === undefined || lease.fencing === fencing) return undefined;
  return `Deployment ${lease.fencing} is on ${backend} by now, not ${fencing}`;
}

function neverStarted(cause: Unstarted, message: string): RunEnding {
  return { cause, exitCode: null, chunks: { stdout: 0, stderr: 0 }, stdout: [], stderr: [message], observable: true };
}
