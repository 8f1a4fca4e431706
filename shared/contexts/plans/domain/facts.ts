import type { PageChange } from '#contexts/plans/domain/changes.ts';
import type { Place } from '#contexts/plans/domain/page.ts';
import { askCancel, endOnPage, giveUpPage, hearEnds, markTold, startOnPage, type Page } from '#contexts/plans/domain/page.ts';
import type { PlanEnd } from '#contexts/plans/domain/settle.ts';
import { isLost, type EndState, type StepState } from '#contexts/plans/domain/step.ts';
import type { LoadedPlan, PageSummary, PlanState } from '#contexts/plans/domain/state.ts';
import type { Evolvers } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** A step, and where it is kept. */
export interface Named extends Place {
  name: string;
}

/** A step that begins, and what carries it out. */
export interface Begun {
  name: string;
  place: Place;
  operation: string;
}

/** What changed of pages, so that the plan's own document follows without them. */
interface Changing {
  at: Instant;
  changes: readonly PageChange[];
}

/** What happened to a plan. Never the whole of it: what it is made of stands on its pages. */
export type PlanFact =
  | { fact: 'plan_made'; plan: Omit<PlanState, 'version'> }
  | ({ fact: 'step_started'; step: string; place: Place; operation: string } & Changing)
  | ({ fact: 'steps_started'; steps: readonly Begun[] } & Changing)
  | ({ fact: 'step_ended'; step: string; place: Place; state: EndState } & Changing)
  /** Steps that needed it on other pages know of it now. `heard`: all that listen to this page, those included that wait for nothing any more. */
  | ({ fact: 'ends_told'; from: number; heard: readonly number[] } & Changing)
  /** All that had not begun on these pages. */
  | ({ fact: 'steps_given_up'; state: 'cancelled' | 'dependency_failed'; culprit?: string } & Changing)
  | ({
      fact: 'steps_cancelled';
      /** Not begun. */ steps: readonly Named[];
      /** Running: their operations are to be cancelled. */ asked: readonly Named[];
    } & Changing)
  | { fact: 'plan_cancelled'; at: Instant; why: string }
  | { fact: 'plan_ended'; at: Instant; end: PlanEnd };

export function begin(fact: PlanFact): LoadedPlan | undefined {
  return fact.fact === 'plan_made' ? { ...fact.plan, version: 0, loaded: new Map() } : undefined;
}

/** Pages that are not loaded stay as they are: their documents were written when they were. */
export const planFacts: Evolvers<LoadedPlan, PlanFact> = {
  plan_made: {
    evolve: () => {
      throw new Error('a plan is made once');
    },
  },
  step_started: {
    evolve: (state, { place, operation, at, changes }) =>
      apply(
        state,
        changes,
        onPage(state, place.page, (page) => startOnPage(page, place.at, operation, at)),
      ),
  },
  steps_started: { evolve: (state, { steps, at, changes }) => apply(state, changes, start(state, steps, at)) },
  step_ended: {
    evolve: (state, { step, place, state: end, at, changes }) =>
      apply(
        state,
        changes,
        onPage(state, place.page, (page) => endOnPage(page, [{ at: place.at, state: end }], at)),
        step,
      ),
  },
  ends_told: { evolve: (state, { from, heard, at, changes }) => apply(state, changes, tell(state, from, heard, at)) },
  steps_given_up: {
    evolve: (state, { state: end, culprit, at, changes }) =>
      apply(
        state,
        changes,
        onPages(
          state,
          changes.map(({ page }) => page),
          (page) => giveUpPage(page, end, culprit, at),
        ),
      ),
  },
  steps_cancelled: {
    evolve: (state, { steps, asked, at, changes }) => apply(state, changes, cancel(state, steps, asked, at), steps[0]?.name),
  },
  plan_cancelled: { evolve: (state, { at, why }) => ({ ...state, cancelled: { at, why } }) },
  plan_ended: { evolve: (state, { at, end }) => ({ ...state, ended: { at, end } }) },
};

type Pages = ReadonlyMap<number, Page>;

export function onPage(state: LoadedPlan, n: number, change: (page: Page) => Page): Pages {
  return onPages(state, [n], change);
}

export function onPages({ loaded }: LoadedPlan, numbers: readonly number[], change: (page: Page) => Page): Pages {
  const after = new Map(loaded);
  for (const n of new Set(numbers)) {
    const page = loaded.get(n);
    if (page !== undefined) after.set(n, change(page));
  }
  return after;
}

export function start(state: LoadedPlan, steps: readonly Begun[], at: Instant): Pages {
  return onPages(
    state,
    steps.map(({ place }) => place.page),
    (page) =>
      steps
        .filter(({ place }) => place.page === page.n)
        .reduce((after, { place, operation }) => startOnPage(after, place.at, operation, at), page),
  );
}

export function tell(state: LoadedPlan, from: number, heard: readonly number[], at: Instant): Pages {
  const source = state.loaded.get(from);
  if (source === undefined) return state.loaded;
  const after = new Map(onPages(state, heard, (page) => hearEnds(page, source, at)));
  return after.set(from, markTold(source, heard));
}

export function cancel(state: LoadedPlan, steps: readonly Named[], asked: readonly Named[], now: Instant): Pages {
  const on = (all: readonly Named[], n: number): Named[] => all.filter(({ page }) => page === n);
  return onPages(
    state,
    [...steps, ...asked].map(({ page }) => page),
    (page) => {
      const ends = on(steps, page.n).map(({ at }) => ({ at, state: 'cancelled' as const }));
      return on(asked, page.n).reduce((after, { at }) => askCancel(after, at), endOnPage(page, ends, now));
    },
  );
}

/** `step`: which one it was that ended, where it was one. */
function apply(state: LoadedPlan, changes: readonly PageChange[], loaded: Pages, step?: string): LoadedPlan {
  const pages = [...state.pages];
  for (const change of changes) {
    const known = pages[change.page];
    if (known === undefined) throw new Error(`plan ${state.id} has no page ${change.page}`);
    pages[change.page] = summed(known, change);
  }
  const lost = state.lostBefore ?? lostBefore(pages, changes, step);
  return { ...state, pages, loaded, ...(lost === undefined ? {} : { lostBefore: lost }) };
}

function summed({ behind: _behind, ...known }: PageSummary, { moved, behind }: PageChange): PageSummary {
  const counts: Partial<Record<StepState, number>> = { ...known.counts };
  for (const { from, to, steps } of moved) {
    counts[from] = (counts[from] ?? 0) - steps.length;
    counts[to] = (counts[to] ?? 0) + steps.length;
  }
  const some = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  return { ...known, counts: some, ...(behind ? { behind } : {}) };
}

function lostBefore(pages: readonly PageSummary[], changes: readonly PageChange[], step: string | undefined): string | undefined {
  const lost = changes.filter(({ page }) => pages[page]?.group === 'before').flatMap(({ moved }) => moved.filter(({ to }) => isLost(to)));
  return lost.length === 0 ? undefined : (step ?? lost.find(({ culprit }) => culprit !== undefined)?.culprit ?? 'a step before it');
}
