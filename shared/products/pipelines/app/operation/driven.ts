import type { DrivenOwner, DriveResult, DriveWork, Owned } from '#contexts/operations/app/owned.ts';
import type { ActionOrder, Executor } from '#contexts/operations/ports/executor.ts';
import { actionOrder, type ActionRules } from '#products/pipelines/app/operation/order.ts';
import type { AttemptEnd } from '#products/pipelines/domain/job/ends.ts';
import type { JobRules } from '#products/pipelines/domain/job/rules.ts';
import type { Attempt, JobState } from '#products/pipelines/domain/job/state.ts';
import { attemptSays, jobOwner, operationState, presentAttempt } from '#products/pipelines/domain/owners/job.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';
import type { Duration } from '#kernel/time.ts';

/** What attempts are carried out with. */
export interface JobTools {
  /** The agents’: they bring news by themselves. */
  executor: Executor<ActionOrder, never>;
  /** Undefined where the settings have no such backend, or nothing runs actions there. */
  actionRules(backend: string): ActionRules | undefined;
  rules: JobRules;
}

type OwnedAttempt = Owned<ActionOrder, never, AttemptEnd>;
const by = { kind: 'system', part: 'pipelines' } as const;
const done: DriveResult = { result: 'done' };

/** Attempts of jobs, as they are driven. What is over, or was followed by another, needs nothing any more. */
export function drivenJobs(house: RunHouse, tools: JobTools): DrivenOwner {
  return {
    ...jobOwner,
    async find(work) {
      const job = work.state as JobState;
      const attempt = presentAttempt(job, work.effect.operation);
      if (attempt === undefined) return done;
      if (work.effect.phase === 'watch') {
        const left = await patienceLeft(house, tools, { job, attempt, now: work.now });
        if (left > 0) return { result: 'again', after: left };
      }
      return findAttempt(house, tools, work, { job, attempt });
    },
  };
}

interface At {
  job: JobState;
  attempt: Attempt;
}

async function findAttempt(house: RunHouse, tools: JobTools, work: DriveWork, { job, attempt }: At): Promise<OwnedAttempt | DriveResult> {
  const rules = tools.actionRules(job.backend);
  const order = rules && (await actionOrder(house, rules, job, attempt.n));
  if (order === undefined) return { result: 'failed', message: `nothing runs actions on ${job.backend}`, permanent: true };
  const { stopping, startedAt } = attempt;
  const op: OwnedAttempt = {
    order,
    executor: tools.executor,
    nobody: `nothing is set up here that runs actions on ${job.backend}`,
    standing: {
      state: operationState(attempt),
      age: work.now - startedAt,
      isWanted: stopping === undefined,
      isLate: false,
      isJudged: true,
      ...(stopping === undefined ? {} : { cancelling: work.now - stopping.at }),
    },
    asksOn: false,
    begin: async () => op,
    keep: (end) => Promise.resolve(end),
    by,
    says: attemptSays(attempt.n),
  };
  return op;
}

/** R4. How long its agent may still be silent: one that asks for work is alive, and is told of the attempt each time. An attempt that is to stop is waited for. */
async function patienceLeft({ store }: RunHouse, { rules }: JobTools, { job, attempt, now }: At & { now: number }): Promise<Duration> {
  const { lostAfter } = rules.pipelines;
  if (attempt.stopping !== undefined) return lostAfter;
  const backend = await store.get({ collection: 'backends', id: job.backend });
  return Math.max(attempt.heardAt, attempt.startedAt, backend?.lastSeenAt ?? 0) + lostAfter - now;
}
