import { dependencyOf, groupBefore, type Dependency } from '#contexts/plans/domain/dependency.ts';
import { inOrder } from '#kernel/graph/order.ts';
import { groups, isOver, type KnownStep, type StepState } from '#contexts/plans/domain/step.ts';

/** A step as its plan settles it; `culprit`: because of which other step it never ran. */
export type Settled<S extends KnownStep> = S & { culprit?: string };

/**
 * What the ends so far mean for all that is not over (O3): a step whose needs are met is `ready`, one whose need is lost is `dependency_failed`, at once and
 * however far behind, with the name of the first culprit. The same whatever the order in which ends became known.
 */
export function settle<S extends KnownStep>(steps: readonly Settled<S>[]): Settled<S>[] {
  const now = new Map<string, Settled<S>>(steps.map((step) => [step.name, step]));
  // One walk for each group: the next one's beginning hangs on how the groups before have ended.
  for (const group of groups) {
    const general = groupBefore([...now.values()], group);
    for (const step of inOrder(steps.filter((one) => one.group === group))) now.set(step.name, settleOne(step, now, general));
  }
  return steps.map((step) => now.get(step.name) ?? step);
}

function settleOne<S extends KnownStep>(step: Settled<S>, now: ReadonlyMap<string, Settled<S>>, general: Dependency): Settled<S> {
  if (step.state !== 'waiting') return step;
  const dependency = dependencyOf(step, now, general);
  if (dependency.state === 'lost') return { ...step, state: 'dependency_failed', culprit: dependency.culprit };
  return dependency.state === 'met' ? { ...step, state: 'ready' } : step;
}

/** How the plan as a whole has ended; undefined while something of it may still happen. */
export type PlanEnd = 'succeeded' | 'failed' | 'cancelled';

export function planEnd(states: Iterable<StepState>): PlanEnd | undefined {
  let end: PlanEnd = 'succeeded';
  for (const state of states) {
    if (!isOver(state)) return undefined;
    if (state === 'failed') end = 'failed';
    else if (state === 'cancelled' && end === 'succeeded') end = 'cancelled';
  }
  return end;
}
