import type { Dependency } from '#contexts/plans/domain/dependency.ts';
import { pagesBehind, type Page, type Place, type PlannedStep } from '#contexts/plans/domain/page.ts';
import { PAGES_AT_ONCE } from '#contexts/plans/domain/limits.ts';
import type { Mode, Owner } from '#contexts/plans/domain/make.ts';
import type { PlanEnd } from '#contexts/plans/domain/settle.ts';
import { groups, type Group, type StepState } from '#contexts/plans/domain/step.ts';
import type { Instant } from '#kernel/time.ts';

/** How many steps are in which state; none where it is left out. */
export type Counts = Readonly<Partial<Record<StepState, number>>>;

/** What a plan knows of one of its pages without reading it. */
export interface PageSummary {
  group: Group;
  /** Number of its first step. */
  first: number;
  counts: Counts;
  /** Other pages have yet to hear of an end on it. */
  behind?: true;
}

/** O1. A plan as its own document keeps it: no step stands in it, so that it does not grow with what they are. */
export interface PlanState {
  id: string;
  version: number;
  owner: Owner;
  backend: string;
  mode: Mode;
  madeAt: Instant;
  pages: readonly PageSummary[];
  /** The first name of each part of its directory. */
  names: readonly string[];
  /** The first of what makes ready that did not succeed: nothing of what was asked for runs. */
  lostBefore?: string;
  cancelled?: { at: Instant; why: string };
  ended?: { at: Instant; end: PlanEnd };
}

/** A plan with those of its pages that a command needs: what is not loaded is neither read nor changed by it. */
export interface LoadedPlan extends PlanState {
  loaded: ReadonlyMap<number, Page>;
}

/** Undefined where the plan has no such step. Throws where it may have it: whether it does, only its page says, which is not loaded. */
export function stepAt(state: LoadedPlan, { page, at }: Place): PlannedStep | undefined {
  if (state.pages[page] !== undefined && !state.loaded.has(page)) throw notLoaded(state, page);
  return state.loaded.get(page)?.steps[at];
}

export function notLoaded({ id }: LoadedPlan, page: number): Error {
  return new Error(`page ${page} of plan ${id} is not loaded`);
}

const ALL = 'all';

/** By group, or of the whole plan. */
export function countsOf({ pages }: Pick<PlanState, 'pages'>, group: Group | typeof ALL = ALL): Counts {
  const sum: Partial<Record<StepState, number>> = {};
  for (const page of pages) {
    if (group !== ALL && page.group !== group) continue;
    for (const [state, count] of Object.entries(page.counts) as [StepState, number][]) sum[state] = (sum[state] ?? 0) + count;
  }
  return sum;
}

function openIn(counts: Counts): number {
  return (counts.waiting ?? 0) + (counts.ready ?? 0) + (counts.running ?? 0);
}

/** Neither begun nor over. */
function unbegunIn(counts: Counts): number {
  return (counts.waiting ?? 0) + (counts.ready ?? 0);
}

/** How it stands with the groups before this one, as `groupBefore` says it of steps. */
export function groupStanding(state: PlanState, group: Group): Dependency {
  if (group === 'main' && state.lostBefore !== undefined) return { state: 'lost', culprit: state.lostBefore };
  const earlier = groups.slice(0, groups.indexOf(group));
  const awaited = earlier.filter((one) => openIn(countsOf(state, one)) > 0);
  return awaited.length === 0 ? { state: 'met' } : { state: 'awaited', steps: awaited.map((one) => `the group ${one}`) };
}

/** What becomes of all steps of a group that have not begun; undefined while they may. */
export function doomOf(state: PlanState, group: Group): { state: 'cancelled' | 'dependency_failed'; culprit?: string } | undefined {
  if (group === 'after') return undefined;
  if (state.cancelled !== undefined) return { state: 'cancelled' };
  if (group === 'main' && state.lostBefore !== undefined) return { state: 'dependency_failed', culprit: state.lostBefore };
  return undefined;
}

/** The next batch of what ends mean for pages that have not heard of them. `give_up`: pages of which all that has not begun ends. */
export type Batch = { batch: 'give_up'; pages: number[] } | { batch: 'tell'; from: number };

/** Undefined when every page knows all that it must know. */
export function nextBatch(state: PlanState): Batch | undefined {
  const doomed = state.pages.flatMap(({ group, counts }, n) => (unbegunIn(counts) > 0 && doomOf(state, group) !== undefined ? [n] : []));
  if (doomed.length > 0) return { batch: 'give_up', pages: doomed.slice(0, PAGES_AT_ONCE) };
  const from = state.pages.findIndex(({ behind, group }) => behind === true && (countsOf(state, group).waiting ?? 0) > 0);
  return from === -1 ? undefined : { batch: 'tell', from };
}

/** The pages that hear next of the ends on this one, and those that wait for nothing any more: they need not be read. */
export function listeners(state: PlanState, source: Page): { toHear: number[]; deaf: number[] } {
  const behind = pagesBehind(source);
  const isWaiting = (n: number): boolean => (state.pages[n]?.counts.waiting ?? 0) > 0;
  return { toHear: behind.filter(isWaiting).slice(0, PAGES_AT_ONCE), deaf: behind.filter((n) => !isWaiting(n)) };
}

/** The first page with a step that may begin now, from this one on; undefined where there is none. */
export function pagesReady(state: PlanState): number[] {
  if (state.ended !== undefined) return [];
  return state.pages.flatMap(({ group, counts }, n) => ((counts.ready ?? 0) > 0 && isOpen(state, group) ? [n] : []));
}

export function isOpen(state: PlanState, group: Group): boolean {
  return doomOf(state, group) === undefined && groupStanding(state, group).state === 'met';
}

export function endOf(state: PlanState): PlanEnd | undefined {
  const counts = countsOf(state);
  if (openIn(counts) > 0) return undefined;
  if ((counts.failed ?? 0) > 0) return 'failed';
  return (counts.cancelled ?? 0) > 0 || state.cancelled !== undefined ? 'cancelled' : 'succeeded';
}
