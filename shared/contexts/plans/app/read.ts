import { placesByName } from '#contexts/plans/app/plans.ts';
import { loadPlan, withPages } from '#contexts/plans/app/stored-plans.ts';
import type { Place } from '#contexts/plans/domain/page.ts';
import { viewPage, type PlanPageView } from '#contexts/plans/domain/view.ts';
import type { World } from '#contexts/plans/domain/ready.ts';
import type { PlanStore } from '#contexts/plans/ports.ts';

/** One page of a plan as people see it, with counts of all of it: two documents, whatever its size. `page`: from 0. Undefined when there is no such plan or page. */
export async function readPlanPage(store: PlanStore, id: string, page: number, world: World = {}): Promise<PlanPageView | undefined> {
  const document = await loadPlan(store, id, [page]);
  const loaded = document && (await withPages(store, document, [page]));
  return loaded && viewPage(loaded.state, page, world);
}

/** Where a step is kept: the plan, and one document of its directory. */
export async function findStep(store: PlanStore, id: string, name: string): Promise<Place | undefined> {
  const document = await loadPlan(store, id);
  return document && (await placesByName(store, document, [name])).get(name);
}
