import { loadPlan, pageId, storedPlans, withPages } from '#contexts/plans/app/stored-plans.ts';
import type { PlanFact, Named } from '#contexts/plans/domain/facts.ts';
import { LONGEST_OPERATION, MOST_NAMED } from '#contexts/plans/domain/limits.ts';
import { makePlan, type Asked, type PlanProblem } from '#contexts/plans/domain/make.ts';
import { makeNames, partOf, placeIn, type NamesPart } from '#contexts/plans/domain/names.ts';
import { makePages, type Taken, type TooLarge } from '#contexts/plans/domain/paging.ts';
import type { Page, Place } from '#contexts/plans/domain/page.ts';
import type { PlanAsked, PlanCommand, PlanRefused } from '#contexts/plans/domain/process.ts';
import { endOf, type LoadedPlan, type PageSummary } from '#contexts/plans/domain/state.ts';
import { isOver, type EndState, type StepState } from '#contexts/plans/domain/step.ts';
import type { PlanDocument } from '#contexts/plans/documents.ts';
import type { PlanStore, PlanTransaction } from '#contexts/plans/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change, createAsking, type Outcome } from '#kernel/app/handle.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { Kernel } from '#kernel/system.ts';
import type { Instant } from '#kernel/time.ts';

export type PlanKernel = Kernel<PlanTransaction>;

type Header = Pick<PlanCommand, 'id' | 'by'>;
export type PlanOutcome = Outcome<LoadedPlan, PlanRefused>;

/** A plan that can be kept, with all its pages, before anything is written; or everything that is wrong with it. */
export function preparePlan(
  id: string,
  asked: Asked,
  at: Instant,
  taken: Taken = new Map(),
): Prepared | { problems: (PlanProblem | TooLarge)[] } {
  const made = makePlan(asked);
  if ('problems' in made) return made;
  const pages = makePages(id, made.plan, taken, at);
  if ('problems' in pages) return pages;
  const names = makeNames(id, pages);
  const { owner, backend, mode } = asked;
  const plan = { id, owner, backend, mode, madeAt: at, pages: pages.map(summaryOf), names: names.map((part) => part.names[0]?.name ?? '') };
  return { plan, pages, names };
}

interface Prepared {
  plan: Extract<PlanFact, { fact: 'plan_made' }>['plan'];
  pages: Page[];
  names: NamesPart[];
}

function summaryOf({ group, first, steps }: Page): PageSummary {
  const counts: Partial<Record<StepState, number>> = {};
  for (const { state } of steps) counts[state] = (counts[state] ?? 0) + 1;
  return { group, first, counts };
}

/** Made in the transaction it is given, after its last read, so that its owner is saved in the same commit; what it asks for is dispatched by the caller then. Fails it with already_exists when there is one of this id. */
export function createPlan(kernel: PlanKernel, tx: PlanTransaction, { plan, pages, names }: Prepared, header: Header): OutboxEntry[] {
  const at = plan.madeAt;
  const state: LoadedPlan = { ...plan, version: 0, loaded: new Map(pages.map((page) => [page.n, page])) };
  const end = endOf(state);
  const facts: PlanFact[] = [{ fact: 'plan_made', plan }, ...(end === undefined ? [] : [{ fact: 'plan_ended' as const, at, end }])];
  const born = end === undefined ? state : { ...state, ended: { at, end } };
  for (const part of names) tx.create({ collection: 'planNames', parent: plan.id, id: pageId(part.n) }, part);
  return createAsking(kernel, tx, storedPlans, { facts, state: born }, { ...header, at, command: 'make_plan' }).effects;
}

/** The step begins: its operation, under this name, is what carries it out. Said twice, it begins once. */
export async function startStep(
  kernel: PlanKernel,
  id: string,
  place: Place,
  operation: string,
  header: Header,
): Promise<PlanOutcome | undefined> {
  if (operation.length > LONGEST_OPERATION) throw new Error(`the name of an operation has at most ${LONGEST_OPERATION} characters`);
  return command(kernel, id, [place], { ...header, command: 'start_step', place, operation });
}

export async function endStep(
  kernel: PlanKernel,
  id: string,
  place: Place,
  state: Exclude<EndState, 'dependency_failed'>,
  header: Header,
): Promise<PlanOutcome | undefined> {
  return command(kernel, id, [place], { ...header, command: 'end_step', place, state });
}

/** What has not begun never will, but what puts in order again (D6). What runs is ended by whoever runs it. */
export async function cancelPlan(kernel: PlanKernel, id: string, why: string, header: Header): Promise<PlanOutcome | undefined> {
  return command(kernel, id, [], { ...header, command: 'cancel_plan', why });
}

/** O5. What was said of each step. `cancelling`: its operation is asked to end; `not_cancelled`: because another is not known. */
export interface CancelAnswer {
  name: string;
  answer: 'cancelled' | 'cancelling' | 'already_over' | 'not_known' | 'not_cancelled';
}

/** O5. Cancels steps by name; if one is not known, none. Undefined when there is no such plan. */
export async function cancelSteps(
  kernel: PlanKernel,
  id: string,
  names: readonly string[],
  header: Header,
): Promise<CancelAnswer[] | undefined> {
  const asked = [...new Set(names)];
  if (asked.length > MOST_NAMED) throw new Error(`at most ${MOST_NAMED} steps are cancelled at once`);
  const done = await kernel.store.transact(async (tx) => {
    const document = await loadPlan(tx, id);
    if (document === undefined) return undefined;
    const places = await placesByName(tx, document, asked);
    const steps = asked.flatMap((name): Named[] => (places.has(name) ? [{ name, ...(places.get(name) as Place) }] : []));
    const unknown = asked.filter((name) => !places.has(name));
    const loaded = await withPages(
      tx,
      document,
      steps.map(({ page }) => page),
    );
    const outcome = change(kernel, tx, storedPlans, loaded, { ...header, at: tx.now(), command: 'cancel_steps', steps, unknown });
    return { outcome, answers: asked.map((name) => ({ name, answer: answerTo(loaded.state, places.get(name), unknown.length > 0) })) };
  });
  if (done?.outcome.outcome === 'saved') await dispatchLoose(kernel, done.outcome.effects);
  return done?.answers;
}

function answerTo({ loaded }: LoadedPlan, place: Place | undefined, isNothingDone: boolean): CancelAnswer['answer'] {
  const step = place === undefined ? undefined : loaded.get(place.page)?.steps[place.at];
  if (step === undefined) return 'not_known';
  if (isOver(step.state)) return 'already_over';
  if (isNothingDone) return 'not_cancelled';
  return step.state === 'running' ? 'cancelling' : 'cancelled';
}

/** Where the steps of these names are kept: one document of the directory for each part of it in which one stands. */
export async function placesByName(tx: PlanStore, { id, state }: PlanDocument, names: readonly string[]): Promise<Map<string, Place>> {
  const parts = new Map<number, string[]>();
  for (const name of names) {
    const n = partOf(state.names, name);
    if (n !== undefined) parts.set(n, [...(parts.get(n) ?? []), name]);
  }
  const places = new Map<string, Place>();
  for (const [n, own] of parts) {
    const part = await tx.get({ collection: 'planNames', parent: id, id: pageId(n) });
    for (const name of own) {
      const place = part && placeIn(part, name);
      if (place !== undefined) places.set(name, place);
    }
  }
  return places;
}

async function command(
  kernel: PlanKernel,
  id: string,
  places: readonly Place[],
  asked: Header & PlanAsked,
): Promise<PlanOutcome | undefined> {
  const done = await kernel.store.transact(async (tx) => {
    const document = await loadPlan(
      tx,
      id,
      places.map(({ page }) => page),
    );
    return document === undefined ? undefined : change(kernel, tx, storedPlans, document, { ...asked, at: tx.now() });
  });
  if (done?.outcome === 'saved') await dispatchLoose(kernel, done.effects);
  return done;
}
