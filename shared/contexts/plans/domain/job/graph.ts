import { dependantsOf } from '#kernel/graph/order.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';

export interface Needing {
  step: string;
  ask: { needs: readonly string[] };
}

/** Jobs by the names that a plan orders them by. */
export function inPlan<J extends Needing>(jobs: readonly J[]): (Ordered & { job: J })[] {
  return jobs.map((job) => ({ name: job.step, needs: job.ask.needs, job }));
}

/** Every job that needs `step`, straight or through others. */
export function dependants<J extends Needing>(jobs: readonly J[], step: string): J[] {
  return dependantsOf(inPlan(jobs), step).map(({ job }) => job);
}
