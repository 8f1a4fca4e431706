import type { PlanOwner } from '#contexts/plans/app/owner.ts';
import { countsOf, type PlanState } from '#contexts/plans/domain/state.ts';
import { beginSteps } from '#products/pipelines/app/begin-steps.ts';
import { tellJoinsOfRun } from '#products/pipelines/app/joins.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import type { JobHouse, RunTransaction } from '#products/pipelines/ports/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { execute } from '#kernel/app/handle.ts';

const by = { kind: 'system', part: 'pipelines' } as const;

/** Runs, as owners of their plans. */
export function runPlans(house: JobHouse): PlanOwner<RunTransaction> {
  return {
    begins: (tx, plan, steps) => beginSteps(house, tx, plan, steps),
    async wentOn(plan) {
      await tellJoinsOfRun(house, plan.owner.id);
      if (plan.ended !== undefined) await endRun(house, plan, plan.ended.end);
    },
  };
}

export async function endRun({ kernel }: JobHouse, plan: PlanState, end: NonNullable<PlanState['ended']>['end']): Promise<void> {
  const command = { id: 'end', by, command: 'end_run', end, counts: countsOf(plan) } as const;
  const done = await execute(kernel, storedRuns, plan.owner.id, (at) => ({ ...command, at }));
  if (done?.outcome === 'saved') await dispatchLoose(kernel, done.effects);
}
