import type { Documents } from '#functions/wiring/system.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import type { Committed } from '../../engine/siege-store.ts';
import { documentsOf } from '../../shadow.ts';
import type { Town } from '../../town.ts';

/** What happened to jobs, in the order in which it was saved. */
export interface Happened {
  job: string;
  fact: JobFact;
}

export function happenedTo(committed: Committed): Happened[] {
  const entries = documentsOf(committed, 'jobTimeline') as Documents['jobTimeline'][];
  return entries.flatMap(({ job, facts }) => facts.map((fact) => ({ job, fact })));
}

/** One of each town: what an invariant has seen there so far. */
export function perTown<T>(begin: () => T): (town: Town) => T {
  const towns = new WeakMap<Town, T>();
  return (town) => {
    const known = towns.get(town) ?? begin();
    towns.set(town, known);
    return known;
  };
}
