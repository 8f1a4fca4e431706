import { advancePlan } from '#contexts/plans/app/advance.ts';
import type { PlanOwner, PlanOwners, ReadyStep } from '#contexts/plans/app/owner.ts';
import { loadPlan, storedPlans, withPages } from '#contexts/plans/app/stored-plans.ts';
import { BEGUN_AT_ONCE } from '#contexts/plans/domain/limits.ts';
import { nextBatch, pagesReady, type LoadedPlan, type PlanState } from '#contexts/plans/domain/state.ts';
import type { PlanTransaction } from '#contexts/plans/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change } from '#kernel/app/handle.ts';
import type { Kernel } from '#kernel/system.ts';

/** Batches of one attempt of the effect: the rest is another’s. */
const BATCHES_AT_ONCE = 20;

const by = { kind: 'system', part: 'plans' };

/** All that a plan can do by itself: what ends mean for steps on other pages, and then what may begin is begun by its owner. Each batch is a transaction that is bounded whatever the plan. True when there is more to do. */
export async function goOnWithPlan<Tx extends PlanTransaction>(
  kernel: Kernel<Tx>,
  owners: PlanOwners<Tx>,
  id: string,
  most = BATCHES_AT_ONCE,
): Promise<boolean> {
  if (await advancePlan(kernel, id, most)) return true;
  for (let done = 0; done < most; done += 1) {
    const begun = await beginBatch(kernel, owners, id);
    if (begun === undefined) return false;
    if (begun.left === 'told') return true;
    if (begun.left === 'nothing') {
      await owners[begun.plan.owner.kind]?.wentOn(begun.plan);
      return false;
    }
  }
  return true;
}

/** What was left to do before it: `told`, ends that others have yet to hear of. */
interface Batch {
  plan: PlanState;
  left: 'told' | 'some' | 'nothing';
}

async function beginBatch<Tx extends PlanTransaction>(kernel: Kernel<Tx>, owners: PlanOwners<Tx>, id: string): Promise<Batch | undefined> {
  const batch = await kernel.store.transact(async (tx) => {
    const document = await loadPlan(tx, id);
    const owner = document && owners[document.state.owner.kind];
    if (document === undefined || owner === undefined) return undefined;
    const { state: plan } = document;
    if (nextBatch(plan) !== undefined) return { plan, left: 'told' as const, unheard: [] };
    const [page] = pagesReady(plan);
    if (page === undefined) return { plan, left: 'nothing' as const, unheard: [] };
    const loaded = await withPages(tx, document, [page]);
    return { plan, left: 'some' as const, unheard: await beginOn(kernel, tx, owner, { document: loaded, page }) };
  });
  if (batch !== undefined) await dispatchLoose(kernel, batch.unheard);
  return batch;
}

type Loaded = Awaited<ReturnType<typeof withPages>>;

async function beginOn<Tx extends PlanTransaction>(
  kernel: Kernel<Tx>,
  tx: Tx,
  owner: PlanOwner<Tx>,
  { document, page }: { document: Loaded; page: number },
) {
  const steps = readyOn(document.state, page);
  const { operations, write } = await owner.begins(tx, document.state, steps);
  const begun = steps.flatMap(({ place, step: { name } }, n) =>
    operations[n] === undefined ? [] : [{ name, place, operation: operations[n] }],
  );
  const command = { id: `begin:${document.state.version}`, at: tx.now(), by, command: 'start_steps', steps: begun } as const;
  const done = change(kernel, tx, storedPlans, document, command);
  // Read and judged in one transaction: nobody can have begun them in between.
  if (done.outcome !== 'saved') throw new Error(`steps of plan ${document.id} were not begun: ${done.outcome}`);
  return [...write(tx.now()), ...done.effects];
}

function readyOn({ loaded }: LoadedPlan, page: number): ReadyStep[] {
  const steps = loaded.get(page)?.steps ?? [];
  return steps.flatMap((step, at) => (step.state === 'ready' ? [{ place: { page, at }, step }] : [])).slice(0, BEGUN_AT_ONCE);
}
