import type { OperationName } from '#contexts/operations/domain/name.ts';
import { whyNotHere } from '#contexts/plans/domain/job/where.ts';
import { neverStarted, runSays } from '#products/rehearsal/domain/operations.ts';
import { findRun, type FoundRun } from '#contexts/plans/domain/job/find-run.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import { isLive, type Executor, type Run } from '#contexts/operations/domain/run/state.ts';
import { orderOf } from '#products/rehearsal/app/find-run.ts';
import { digesting } from '#contexts/operations/app/output-digests.ts';
import { keepEnd } from '#contexts/verdict/app/keep-end.ts';
import type { DriveResult, DriveWork, Owned } from '#contexts/operations/app/owned.ts';
import type { At } from '#products/rehearsal/app/operation/requests/at.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { JobEnd, JobExecutor, JobOrder } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

export type Executors = Partial<Record<Executor, JobExecutor>>;

export interface RunDependencies {
  executors: Executors;
  outputs: OutputStore;
}

type OwnedRun = Owned<JobOrder, JobEnd, RunEnding>;
const by = { kind: 'system', part: 'runs' } as const;

/** R2 to R10: a run of a job of this request. */
export function findOwnedRun(system: System, dependencies: RunDependencies, at: At, { id }: OperationName): OwnedRun | DriveResult {
  const { state, work } = at;
  const found = findRun(state, id);
  if (found === undefined || !isLive(found.run)) return { result: 'done' };
  const { job, run } = found;
  const standing = standingOf(work, run);
  const op: OwnedRun = {
    order: orderOf(state, found),
    executor: dependencies.executors[run.executor],
    nobody: `no executor ${run.executor} is set up here`,
    standing,
    asksOn: false,
    begin: async () => (await instead(system, at, found)) ?? op,
    keep: async (end) => {
      const limits = system.rules.output;
      return keepEnd(
        dependencies.outputs,
        { runId: id, expected: job.ask.expectedOutput, limits, digests: digesting(system.digest) },
        standing.isLate ? stoppedByUs(end, run) : end,
      );
    },
    by,
    says: runSays(id, run.fencing),
  };
  return op;
}

/** Delays are of the store's time, so that a faster clock (E4) asks more often. */
function standingOf({ effect, now }: DriveWork, { state, cancelling }: Run): OwnedRun['standing'] {
  const common = { state, isWanted: cancelling === undefined, isJudged: true };
  if (effect.phase === 'poll') return { ...common, age: now - effect.launchedAt, isLate: now >= effect.stopAt };
  return { ...common, age: 0, isLate: false, ...(cancelling === undefined ? {} : { cancelling: now - cancelling.at }) };
}

/** What is done instead of launching it. */
async function instead(system: System, { work: { key }, unlessGatesHold }: At, { job, run }: FoundRun): Promise<DriveResult | undefined> {
  const held = await unlessGatesHold();
  if (held !== undefined) return held;
  const never = (cause: 'never_here' | 'wrong_version', why: string): DriveResult => {
    const ended = neverStarted(run.id, run.fencing, cause, why);
    return { result: 'done', command: (at) => ({ ...ended, id: key, at, by }) };
  };
  const notHere = whyNotHere(system.rules, job.ask.name, run.backend);
  if (notHere !== undefined) return never('never_here', notHere);
  const other = await otherVersion(system, run);
  return other === undefined ? undefined : never('wrong_version', other);
}

/** D5: why the backend no longer holds what this run is for, as far as the store knows; an agent looks for itself as well. */
async function otherVersion({ store }: System, { backend, fencing }: Run): Promise<string | undefined> {
  const lease = (await store.get({ collection: 'backends', id: backend }))?.state.lease;
  if (lease === undefined || lease.fencing === fencing) return undefined;
  return `Deployment ${lease.fencing} is on ${backend} now, not ${fencing}`;
}

/** A run that was stopped at its time limit, and by nobody's wish, has timed out. */
function stoppedByUs(end: JobEnd, run: Run): JobEnd {
  return end.cause === 'cancelled' && run.cancelling === undefined ? { ...end, cause: 'timed_out' } : end;
}
