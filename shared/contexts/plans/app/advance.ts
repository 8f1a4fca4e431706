import { loadPlan, storedPlans, withPages } from '#contexts/plans/app/stored-plans.ts';
import type { PlanKernel } from '#contexts/plans/app/plans.ts';
import { listeners, nextBatch, type LoadedPlan } from '#contexts/plans/domain/state.ts';
import type { PlanDocument } from '#contexts/plans/documents.ts';
import type { PlanTransaction } from '#contexts/plans/ports.ts';
import { change } from '#kernel/app/handle.ts';

/** Batches of one attempt of the effect: the rest is another’s. */
const BATCHES_AT_ONCE = 20;

const by = { kind: 'system', part: 'plans' };

/** Goes on with what ends mean for steps on other pages, batch by batch, each a transaction of its own that is bounded whatever the plan. True when there is more to do. */
export async function advancePlan(kernel: PlanKernel, id: string, most = BATCHES_AT_ONCE): Promise<boolean> {
  for (let done = 0; done < most; done += 1) if (!(await advanceOnce(kernel, id))) return false;
  return true;
}

async function advanceOnce(kernel: PlanKernel, id: string): Promise<boolean> {
  return kernel.store.transact(async (tx) => {
    const document = await loadPlan(tx, id);
    if (document === undefined) return false;
    const loaded = await loadBatch(tx, document);
    if (loaded === undefined) return false;
    const done = change(kernel, tx, storedPlans, loaded, { command: 'advance', id: `advance:${loaded.state.version}`, at: tx.now(), by });
    return nextBatch(done.state) !== undefined;
  });
}

/** With the pages of its next batch; undefined when there is none. */
async function loadBatch(tx: PlanTransaction, document: PlanDocument): Promise<(PlanDocument & { state: LoadedPlan }) | undefined> {
  const batch = nextBatch(document.state);
  if (batch === undefined) return undefined;
  if (batch.batch === 'give_up') return withPages(tx, document, batch.pages);
  const source = await withPages(tx, document, [batch.from]);
  const page = source.state.loaded.get(batch.from);
  return page === undefined ? source : withPages(tx, source, listeners(source.state, page).toHear);
}
