import { isResult, type DrivenOwner, type DriveResult, type DriveWork, type Owned } from '#contexts/operations/app/owned.ts';
import type { ActionOrder, End, Executor } from '#contexts/operations/ports/executor.ts';
import { actionOrder, type AttemptRules } from '#products/pipelines/app/operation/order.ts';
import { whyActionNotHere } from '#products/pipelines/domain/ask/where.ts';
import type { AttemptEnd } from '#products/pipelines/domain/job/ends.ts';
import type { JobRules } from '#products/pipelines/domain/job/rules.ts';
import { overdue, type Overdue } from '#products/pipelines/domain/job/overdue.ts';
import type { Attempt, JobState } from '#products/pipelines/domain/job/state.ts';
import { attemptSays, jobOwner, operationState, presentAttempt } from '#products/pipelines/domain/owners/job.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

/** What attempts are carried out with. */
export interface JobTools {
  /** The agents’: they bring news by themselves. */
  executor: Executor<ActionOrder> | undefined;
  rules: JobRules & { pipelines: AttemptRules };
}

type OwnedAttempt = Owned<ActionOrder, End, AttemptEnd>;
const by = { kind: 'system', part: 'pipelines' } as const;
const done: DriveResult = { result: 'done' };

/** Attempts of jobs, as they are driven. What is over, or was followed by another, needs nothing any more. */
export function drivenJobs(house: JobHouse, tools: JobTools): DrivenOwner {
  return {
    ...jobOwner,
    async find(work) {
      const job = work.state as JobState;
      const attempt = presentAttempt(job, work.effect.operation);
      if (attempt === undefined) return done;
      if (work.effect.phase !== 'watch') return findAttempt(house, tools, work, { job, attempt });
      const { left, cause, why } = await overdueOf(house, tools, { job, attempt, now: work.now });
      if (left > 0) return { result: 'again', after: left };
      const found = await findAttempt(house, tools, work, { job, attempt });
      const lost = () => ({ command: 'lose_attempt', attempt: attempt.n, cause, why }) as const;
      return isResult(found) ? found : { ...found, says: { ...found.says, lost } };
    },
  };
}

interface At {
  job: JobState;
  attempt: Attempt;
}

async function findAttempt(house: JobHouse, tools: JobTools, work: DriveWork, { job, attempt }: At): Promise<OwnedAttempt | DriveResult> {
  const { pipelines } = tools.rules;
  const order = await actionOrder(house, pipelines, job, attempt.n);
  if (order === undefined) return { result: 'failed', message: `the run of ${job.action} is not there`, permanent: true };
  const { stopping, startedAt } = attempt;
  const of = { action: job.action, repository: order.body.study.repository };
  const notHere =
    work.effect.phase === 'launch' && stopping === undefined ? whyActionNotHere(pipelines.placed, of, job.backend) : undefined;
  if (notHere !== undefined) return refused(work, attempt, notHere);
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
    keep: ({ seen }) => Promise.reject(new Error(`an agent tells of its end by itself: ${seen}`)),
    by,
    says: attemptSays(attempt.n),
  };
  return op;
}

/** R18. The settings have changed since it was asked for. */
function refused({ key }: DriveWork, { n }: Attempt, why: string): DriveResult {
  const asked = attemptSays(n).refused(why);
  return { result: 'done', command: (at) => ({ ...asked, id: key, at, by }) };
}

/** R4. An attempt that is to stop is waited for. */
async function overdueOf({ store }: JobHouse, { rules }: JobTools, { job, attempt, now }: At & { now: number }): Promise<Overdue> {
  const backend = await store.get({ collection: 'backends', id: job.backend });
  const found = overdue(attempt, rules.pipelines, backend?.lastSeenAt ?? 0, now);
  return attempt.stopping === undefined ? found : { ...found, left: rules.pipelines.lostAfter };
}
