import { inOrder } from '#kernel/graph/order.ts';
import { inPlan, type Needing } from '#contexts/plans/domain/job/graph.ts';

/** R1: the order in which jobs run: each after what it needs, independent ones as in the form. */
export function inRunOrder<J extends Needing>(jobs: readonly J[]): J[] {
  return inOrder(inPlan(jobs)).map(({ job }) => job);
}
