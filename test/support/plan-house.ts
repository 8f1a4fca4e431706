import { advancePlan } from '#contexts/plans/app/advance.ts';
import { createPlan, endStep, preparePlan, startStep, type PlanOutcome } from '#contexts/plans/app/plans.ts';
import { findStep } from '#contexts/plans/app/read.ts';
import { pageId } from '#contexts/plans/app/stored-plans.ts';
import type { Page, Place, PlannedStep } from '#contexts/plans/domain/page.ts';
import type { PlanState } from '#contexts/plans/domain/state.ts';
import type { EndState, Step } from '#contexts/plans/domain/step.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Store } from '#functions/wiring/system.ts';
import { countOperations } from '#test/support/counting.ts';

export const by = { kind: 'system', part: 'test' };

/** A plan made of these steps; throws with everything that is wrong with them. Nobody begins its steps by itself: what it asks its owner for is done. */
export async function keep(system: System, id: string, steps: readonly Step[], taken?: ReadonlyMap<string, string>): Promise<void> {
  const asked = { owner: { kind: 'study', id: `of-${id}` }, backend: 'local', mode: 'shares' as const, steps };
  const effects = await system.store.transact(async (tx) => {
    await tx.get({ collection: 'plans', id });
    const prepared = preparePlan(id, asked, tx.now(), taken);
    if ('problems' in prepared) throw new Error(JSON.stringify(prepared.problems));
    return createPlan(kernelOf(system), tx, prepared, { id: `make:${id}`, by });
  });
  await system.store.transact(async (tx) => {
    await tx.get({ collection: 'plans', id });
    for (const { key } of effects) tx.delete({ collection: 'outbox', id: key });
  });
}

export async function placeOf(system: System, id: string, name: string): Promise<Place> {
  const place = await findStep(system.store, id, name);
  if (place === undefined) throw new Error(`no step ${name}`);
  return place;
}

export async function begins(system: System, id: string, name: string): Promise<PlanOutcome | undefined> {
  return startStep(kernelOf(system), id, await placeOf(system, id, name), `op-${name}`, { id: `start:${name}`, by });
}

export async function ends(
  system: System,
  id: string,
  name: string,
  state: Exclude<EndState, 'dependency_failed'> = 'succeeded',
): Promise<PlanOutcome | undefined> {
  return endStep(kernelOf(system), id, await placeOf(system, id, name), state, { id: `end:${name}:${state}`, by });
}

export async function plays(
  system: System,
  id: string,
  name: string,
  state: Exclude<EndState, 'dependency_failed'> = 'succeeded',
): Promise<void> {
  await begins(system, id, name);
  await ends(system, id, name, state);
}

export async function goesOn(system: System, id: string): Promise<void> {
  while (await advancePlan(kernelOf(system), id));
}

export async function stateOf({ store }: Pick<System, 'store'>, id: string): Promise<PlanState> {
  const document = await store.get({ collection: 'plans', id });
  if (document === undefined) throw new Error(`no plan ${id}`);
  return document.state;
}

export async function pagesOf(system: Pick<System, 'store'>, id: string): Promise<Page[]> {
  const { pages } = await stateOf(system, id);
  const found = await Promise.all(pages.map((_, n) => system.store.get({ collection: 'planPages', parent: id, id: pageId(n) })));
  return found.filter((page) => page !== undefined);
}

export async function stepsOf(system: Pick<System, 'store'>, id: string): Promise<Map<string, PlannedStep>> {
  return new Map((await pagesOf(system, id)).flatMap(({ steps }) => steps.map((step) => [step.name, step] as const)));
}

/** What each transaction on the store has read and written, in their order. */
export function countTransactions(inner: Store): { store: Store; each: { reads: number; writes: number }[] } {
  const each: { reads: number; writes: number }[] = [];
  return {
    each,
    store: {
      ...inner,
      get: (ref) => inner.get(ref),
      query: (query) => inner.query(query),
      count: (query) => inner.count(query),
      now: () => inner.now(),
      close: () => inner.close(),
      transact: (work) => {
        const { store, operations } = countOperations(inner);
        return store.transact(work).finally(() => each.push({ reads: operations.reads, writes: operations.writes }));
      },
    },
  };
}
