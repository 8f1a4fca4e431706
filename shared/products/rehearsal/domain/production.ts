import type { Job } from '#contexts/plans/domain/job/state.ts';
import { releasedWith } from '#products/rehearsal/domain/cutoff.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Shipped } from '#products/rehearsal/domain/parts/shipped.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { DAY, type Duration, type Instant } from '#kernel/time.ts';
import type { ProductionOutcome, ProductionRecord } from '#products/rehearsal/domain/kept/production.ts';

/** Kept with the request, newest last; all of them are on the timeline. */
const MOST = 60;

export function withProduction({ production = [] }: Shipped, record: ProductionRecord): Shipped {
  return { production: [...production, record].slice(-MOST) };
}

/** The newest word on one job. */
export function productionOf({ production = [] }: Shipped, step: string): ProductionRecord | undefined {
  return production.findLast((record) => record.step === step);
}

/** Approved jobs of which nobody has told what became of them since. */
export function untold(state: Tested & Shipped): Job[] {
  return state.jobs.filter((job) => job.state === 'approved' && !((productionOf(state, job.step)?.at ?? -1) >= job.approval.at));
}

/** So long after a release people are asked what became of its jobs, and so much later again, so often in all. */
const AFTER: Duration = 7 * DAY;
const AGAIN: Duration = 7 * DAY;
const MOST_ROUNDS = 3;

/** When people are asked for the nth time; undefined: it is in no release, has nothing to run, or they were asked often enough. */
export function productionDue(
  state: Requested & Tested & Targeted & Lifecycle,
  round: number,
): { release: string; due: Instant } | undefined {
  const taken = releasedWith(state);
  if (taken === undefined || round > MOST_ROUNDS || !state.jobs.some((job) => job.state === 'approved')) return undefined;
  return { release: taken.release, due: taken.at + AFTER + (round - 1) * AGAIN };
}

/** How many of a request's approved jobs came to what; `untold`: nobody has said so far. */
export type InProduction = Record<ProductionOutcome | 'untold', number>;

export function outcomesOf(state: Tested & Shipped): InProduction {
  const open = untold(state);
  const counts: InProduction = { run: 0, failed: 0, not_run: 0, untold: open.length };
  for (const job of state.jobs) {
    const record = job.state === 'approved' && !open.includes(job) ? productionOf(state, job.step) : undefined;
    if (record !== undefined) counts[record.outcome] += 1;
  }
  return counts;
}
