import { planOfTurn, type TurnStep } from '#contexts/plans/domain/turn.ts';
import { planOfJobs, type JobStep } from '#contexts/plans/domain/job/plan.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/**
 * A request's one plan (0061): what makes its backend ready, its jobs, and what puts the backend in order again. It is small and stays in the request's
 * own document: this is how the plan's functions see it.
 */
export function planOf({ jobs, turn }: Pick<Tested, 'jobs'> & Pick<Allocated, 'turn'>): (TurnStep | JobStep)[] {
  const steps = turn === undefined ? [] : planOfTurn(turn);
  const inGroup = (group: TurnStep['group']): TurnStep[] => steps.filter((step) => step.group === group);
  return [...inGroup('before'), ...planOfJobs(jobs), ...inGroup('after')];
}

/** For what is asked of its jobs alone. */
export function jobStepOf(step: TurnStep | JobStep): JobStep[] {
  return 'job' in step ? [step] : [];
}
