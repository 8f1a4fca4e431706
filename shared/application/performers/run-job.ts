import { whyNotHere } from '#domain/job/where.ts';
import { isLive, type Executor, type Run } from '#domain/run/state.ts';
import { orderOf } from '#application/find-run.ts';
import { findRun } from '#domain/run/find.ts';
import { followOperation, startOperation } from '#application/operation/follow.ts';
import type { RunAtHand } from '#application/operation/run-at-hand.ts';
import * as run from '#application/operation/run-news.ts';
import type { EffectPerformer, Performer, Result, Work } from '#application/perform-effect.ts';
import { unlessGatesHold } from '#application/begin-only-on-gates.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { JobExecutor } from '#ports/executor.ts';
import type { OutputStore } from '#ports/output-store.ts';

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
  return async (work) => {
    const { effect } = work;
    if (effect.phase === 'forget') return forget(outputs, work);
    const found = findRun(work.state, effect.run);
    if (found === undefined || !isLive(found.run)) return { result: 'done' };
    const executor = executors[found.run.executor];
    if (executor === undefined) return { result: 'failed', message: `no executor ${found.run.executor} is set up here`, permanent: true };
    const at: RunAtHand = { system, outputs, executor, work, found };
    switch (effect.phase) {
      case 'launch':
        return launch(codeHost, at);
      case 'poll':
        return followOperation(
          run.drivenRun(at, run.newsOfPoll(at, effect)),
          work.now < effect.stopAt && found.run.cancelling === undefined,
        );
      case 'cancel':
        return cancel(at);
      case 'watch':
        await run.stopLost(at);
        return run.lose(at, 'it did not report within its time limit');
    }
  };
}

async function launch(codeHost: CodeHost, at: RunAtHand): Promise<Result> {
  const { system, work, found } = at;
  if (found.run.state !== 'pending') return { result: 'done' };
  // A cancel that came before the launch: nothing may start any more. What an earlier attempt may have started, the cancel's own effect sees to.
  if (found.run.cancelling !== undefined) return work.attempt > 1 ? { result: 'done' } : run.confirmCancel(at);
  const instead = await unlessGatesHold(system, codeHost, work);
  if (instead !== undefined) return instead;
  const notHere = whyNotHere(system.rules, found.job.ask.name, found.run.backend);
  if (notHere !== undefined) return run.neverStarted(at, 'never_here', notHere);
  const other = await otherVersion(system, found.run);
  if (other !== undefined) return run.neverStarted(at, 'wrong_version', other);
  return startOperation(run.drivenRun(at, run.newsOfLaunch(at)));
}

async function cancel(at: RunAtHand): Promise<Result> {
  const stopped = await at.executor.stop(orderOf(at.work.state, at.found));
  if (stopped === 'never_started') return run.confirmCancel(at);
  if (stopped === 'not_there') return run.cancelOfNothing(at);
  return followOperation(run.drivenRun(at, run.newsOfCancel(at)), true);
}

/** Z4. */
async function forget(outputs: OutputStore, { effect }: Work<'run_job'>): Promise<Result> {
  await outputs.purge(effect.run);
  return { result: 'done' };
}

/** D5: why the backend no longer holds what this run is for, as far as the store knows; an agent looks for itself as well. */
async function otherVersion({ store }: System, { backend, fencing }: Run): Promise<string | undefined> {
  const lease = (await store.get({ collection: 'backends', id: backend }))?.state.lease;
  if (lease === undefined || lease.fencing === fencing) return undefined;
  return `Deployment ${lease.fencing} is on ${backend} now, not ${fencing}`;
}
