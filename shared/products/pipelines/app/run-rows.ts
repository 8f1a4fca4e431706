import type { Operated, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { ShownJob } from '#products/pipelines/contracts/rap/job.ts';
import { messageOf } from '#products/pipelines/contracts/rap/status-codes.ts';
import type { Reason } from '#contexts/plans/domain/ready.ts';
import type { Choice } from '#products/pipelines/domain/ask/choose.ts';
import { changers, runReasons } from '#products/pipelines/domain/shown/words.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { OutcomeDocument } from '#products/pipelines/stored/runs.ts';
import type { Instant } from '#kernel/time.ts';

/** For people and scripts: instants are ISO texts. */
export function runRow(run: RunState): OperationRow {
  const { id, workspace, backend, branch, commit, createdBy, createdAt, steps, cancelled, ended } = run;
  return {
    run: id,
    state: ended?.end ?? (cancelled === undefined ? 'under way' : 'being cancelled'),
    workspace,
    backend,
    branch,
    commit,
    requested: run.requested.join(', '),
    jobs: steps.run,
    taken: steps.reused,
    joined: steps.joined,
    by: createdBy,
    tells: run.tells?.join(', ') ?? 'nobody',
    createdAt: iso(createdAt),
    ...(cancelled === undefined ? {} : { cancelledBy: cancelled.who }),
    ...(ended === undefined ? {} : { endedAt: iso(ended.at) }),
  };
}

/** `reason`: why it waits. */
export function jobRow({ action, id, code, message, createdAt, startedAt, completedAt }: ShownJob, reason?: Reason): OperationRow {
  return {
    action,
    job: id,
    code,
    message: message ?? messageOf(code),
    ...waitOf(reason),
    createdAt: iso(createdAt),
    ...(startedAt === undefined ? {} : { startedAt: iso(startedAt) }),
    ...(completedAt === undefined ? {} : { completedAt: iso(completedAt) }),
  };
}

/** B3. */
function waitOf(reason: Reason | undefined): OperationRow {
  if (reason === undefined) return {};
  const { why, since, who } = reason;
  return { why, ...(since === undefined ? {} : { waitsSince: iso(since) }), changedBy: changers[who] };
}

/** O4. What would become of an action. */
export function choiceRow(choice: Choice): OperationRow {
  switch (choice.take) {
    case 'run':
      return { action: choice.name, plan: 'run', why: runReasons[choice.why] };
    case 'reuse': {
      const { job, commit, endedAt } = choice.outcome;
      return { action: choice.name, plan: 'take', why: `it succeeded at ${iso(endedAt)}`, job, commit };
    }
    case 'join':
      return {
        action: choice.name,
        plan: 'join',
        why: `it waits or runs already, for the run ${choice.active.run}`,
        job: choice.active.job,
      };
  }
}

/** K4. What became of an action last, and where what others are given comes from, if that is another job. */
export function outcomeRow({ action, newest, success }: OutcomeDocument): OperationRow {
  const { job, run, code, commit, startedAt, completedAt } = newest;
  return {
    action,
    code,
    job,
    run,
    commit,
    ...(startedAt === undefined ? {} : { startedAt: iso(startedAt) }),
    completedAt: iso(completedAt),
    ...(success === undefined || success.job === job ? {} : { succeededIn: success.job, succeededAt: iso(success.completedAt) }),
  };
}

export function noRun(id: string): Operated {
  return { refused: 'not_found', detail: `there is no run ${id}` };
}

/** Empty where there is none. */
export function iso(at: Instant | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}
