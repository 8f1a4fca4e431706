import { circlesIn } from '#kernel/graph/circles.ts';
import { neededBy } from '#kernel/graph/order.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';

/** One job as far as order is concerned. */
export interface Node {
  step: string;
  needs: readonly string[];
}

/** Cycles of `needs`, as a plan finds them: each as its steps in order (`A needs B needs A` is [A, B]), found in form order. */
export function findCycles(nodes: readonly Node[]): string[][] {
  return circlesIn(inPlan(nodes));
}

/** Steps that must have passed before this one, however far back. Safe on cycles; never holds unknown steps. */
export function allNeeded(nodes: readonly Node[], step: string): Set<string> {
  return neededBy(inPlan(nodes), step);
}

function inPlan(nodes: readonly Node[]): Ordered[] {
  return nodes.map(({ step, needs }) => ({ name: step, needs }));
}
