import type { PlanFact } from '#contexts/plans/domain/facts.ts';
import { planProcess, type AdvancePlan, type PlanCommand, type PlanRefused } from '#contexts/plans/domain/process.ts';
import { placeOfOperation } from '#contexts/plans/domain/operation.ts';
import { pagesReady, type LoadedPlan, type PlanState } from '#contexts/plans/domain/state.ts';
import type { PlanDocument } from '#contexts/plans/documents.ts';
import type { PlanStore, PlanTransaction } from '#contexts/plans/ports.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import { anyOf } from '#kernel/app/handle.ts';
import type { Stored } from '#kernel/stored.ts';
import type { Machine } from '#kernel/system.ts';
import type { About } from '#kernel/subject.ts';

/** The types of a plan, as the kernel handles it. */
interface PlanTypes {
  State: LoadedPlan;
  Command: PlanCommand;
  Fact: PlanFact;
  Rules: unknown;
  Effect: AdvancePlan;
  Refused: PlanRefused;
  Document: PlanDocument;
  Naming: { plan: string };
}

/** Plans, each with its pages beside it. A command writes the pages that it has changed, and no other. */
export const storedPlans: Stored<PlanTransaction, PlanTypes> = {
  process: planProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `plan.${id}`,
  entryOf: (plan) => ({ plan }),
  rings: false,
  load: (tx, id, about) => loadPlan(tx, id, pagesFor(about)),
  project({ state, command: { at }, known, commands }) {
    const { loaded: _loaded, ...kept } = state;
    return {
      id: state.id,
      ...(pagesReady(state).length === 0 ? {} : { readyOn: state.backend, readySince: known?.readySince ?? at }),
      commands,
      state: kept,
    };
  },
  follows: ['id', 'readyOn'],
  save(tx, { id, before, after, document, entry, entryId, isNew }) {
    if (isNew) tx.create({ collection: 'plans', id }, document);
    else tx.set({ collection: 'plans', id }, document);
    for (const [n, page] of after.loaded)
      if (page !== before?.loaded.get(n)) {
        const ref = { collection: 'planPages', parent: id, id: pageId(n) } as const;
        if (isNew) tx.create(ref, page);
        else tx.set(ref, page);
      }
    tx.create({ collection: 'planTimeline', parent: id, id: entryId }, entry);
  },
};

/** As the kernel finds them, in every product that has plans. */
export const planProcesses: Machine<PlanTransaction>['processes'] = { plan: anyOf(storedPlans) };

/** The page of the step whose operation it is about. */
function pagesFor({ operation }: About = {}): number[] {
  const place = operation && placeOfOperation(operation);
  return place === undefined ? [] : [place.page];
}

/** The plan with these of its pages; undefined when there is none of this id. */
export async function loadPlan(tx: PlanStore, id: string, pages: readonly number[] = []): Promise<PlanDocument | undefined> {
  const document = await tx.get({ collection: 'plans', id });
  return document === undefined ? undefined : withPages(tx, document, pages);
}

/** A page that the plan does not have is left out: whoever names a step on it is told that there is none. */
export async function withPages(
  tx: PlanStore,
  document: PlanDocument,
  pages: readonly number[],
): Promise<PlanDocument & { state: LoadedPlan }> {
  const loaded = new Map(loadedOf(document.state));
  const wanted = [...new Set(pages)].filter((n) => !loaded.has(n) && document.state.pages[n] !== undefined);
  const found = await Promise.all(wanted.map((n) => tx.get({ collection: 'planPages', parent: document.id, id: pageId(n) })));
  for (const page of found) if (page !== undefined) loaded.set(page.n, page);
  return { ...document, state: { ...document.state, loaded } };
}

function loadedOf(state: PlanState): LoadedPlan['loaded'] {
  return 'loaded' in state ? (state as LoadedPlan).loaded : new Map();
}

export function pageId(n: number): string {
  return String(n).padStart(4, '0');
}
