import { isLost, isMet, isOver, type EndState, type Group, type Step, type StepState } from '#contexts/plans/domain/step.ts';
import type { Instant } from '#kernel/time.ts';

/** A step as it is kept on its page. */
export interface PlannedStep extends Pick<Step, 'name' | 'program' | 'input' | 'pool' | 'weight'> {
  /** Numbers of steps of its own group, over all pages: the groups before it are waited for as a whole. */
  needs: readonly number[];
  /** Numbers of the other pages on which steps need it. */
  feeds: readonly number[];
  /** So many of its needs are not met yet, as far as its page has heard. */
  left: number;
  /** `ready`: all that it needs is met; whether its group may begin, the plan says. */
  state: StepState;
  since: Instant;
  /** What carries it out, or what was taken for it (`reused`). */
  operation?: string;
  reused?: true;
  /** Its operation is to be cancelled. */
  cancelAsked?: true;
  /** Because of which step it never ran (O3). */
  culprit?: string;
}

/** O1, Z6. Some steps of one group of a plan, in one document. */
export interface Page {
  plan: string;
  n: number;
  group: Group;
  /** Number of its first step. */
  first: number;
  steps: readonly PlannedStep[];
  /** Places of those of its steps that have ended and are needed on other pages, in the order of their ends. */
  ends: readonly number[];
  /** By page: so many of the ends it has heard. */
  told: Readonly<Record<string, number>>;
}

/** Where a step is kept. */
export interface Place {
  page: number;
  /** On the page, from 0. */
  at: number;
}

/** The step begins; the page stays as it is where it cannot. */
export function startOnPage(page: Page, at: number, operation: string, now: Instant): Page {
  return withStep(page, at, (step) => ({ ...step, state: 'running', since: now, operation }));
}

/** Marks the operation of a running step as one to be cancelled. */
export function askCancel(page: Page, at: number): Page {
  return withStep(page, at, (step) => ({ ...step, cancelAsked: true }));
}

function withStep(page: Page, at: number, change: (step: PlannedStep) => PlannedStep): Page {
  return { ...page, steps: page.steps.map((step, n) => (n === at ? change(step) : step)) };
}

/** Steps end, and what that means for the others of the page happens in the same moment, however far behind them they stand (O3). */
export function endOnPage(page: Page, ends: readonly { at: number; state: EndState }[], now: Instant): Page {
  const draft = openDraft(page, now);
  draft.end(ends);
  return draft.close();
}

/** All that has not begun ends: the plan is cancelled, or what its group waits for is lost. */
export function giveUpPage(page: Page, state: 'cancelled' | 'dependency_failed', culprit: string | undefined, now: Instant): Page {
  const draft = openDraft(page, now);
  const own = culprit === undefined ? {} : { culprit };
  draft.end(page.steps.flatMap((step, at) => (step.state === 'waiting' || step.state === 'ready' ? [{ at, state, ...own }] : [])));
  return draft.close();
}

/** The page hears what has ended on another since it last heard of it. */
export function hearEnds(page: Page, source: Page, now: Instant): Page {
  const draft = openDraft(page, now);
  for (const place of source.ends.slice(source.told[page.n] ?? 0)) {
    const step = source.steps[place];
    if (step?.feeds.includes(page.n) === true) draft.hear(source.first + place, step);
  }
  return draft.close();
}

/** What these pages have heard all of. */
export function markTold(source: Page, pages: readonly number[]): Page {
  return { ...source, told: { ...source.told, ...Object.fromEntries(pages.map((n) => [n, source.ends.length])) } };
}

/** The pages that have not heard of an end that they wait for, in order. */
export function pagesBehind(source: Page): number[] {
  const behind = new Set<number>();
  source.ends.forEach((place, n) => {
    for (const page of source.steps[place]?.feeds ?? []) if (n >= (source.told[page] ?? 0)) behind.add(page);
  });
  return [...behind].toSorted((a, b) => a - b);
}

interface Draft {
  /** All of them, before any other hears of it. */
  end(ends: readonly { at: number; state: EndState; culprit?: string }[]): void;
  /** A step of another page, by its number. */
  hear(number: number, step: PlannedStep): void;
  close(): Page;
}

function openDraft(page: Page, now: Instant): Draft {
  const steps = [...page.steps];
  const ends = [...page.ends];
  const needing = needingOn(page);
  const toTell: [number: number, step: PlannedStep][] = [];

  function move(at: number, change: Partial<PlannedStep>): void {
    const step = steps[at];
    if (step !== undefined) steps[at] = { ...step, ...change };
  }
  function over(at: number, state: EndState, culprit?: string): void {
    const step = steps[at];
    if (step === undefined || isOver(step.state)) return;
    move(at, { state, since: now, ...(culprit === undefined ? {} : { culprit }) });
    if (step.feeds.length > 0) ends.push(at);
    toTell.push([page.first + at, { ...step, state, ...(culprit === undefined ? {} : { culprit }) }]);
  }
  /** A list, not a call in a call: a chain may be as long as the page. */
  function spread(): void {
    for (let next = toTell.shift(); next !== undefined; next = toTell.shift()) tell(...next);
  }
  function tell(number: number, ended: PlannedStep): void {
    for (const at of needing.get(number) ?? []) {
      const step = steps[at];
      if (step?.state !== 'waiting') continue;
      if (isMet(ended.state)) move(at, step.left === 1 ? { left: 0, state: 'ready', since: now } : { left: step.left - 1 });
      else if (isLost(ended.state)) over(at, 'dependency_failed', ended.culprit ?? ended.name);
    }
  }
  return {
    end(ended) {
      for (const { at, state, culprit } of ended) over(at, state, culprit);
      spread();
    },
    hear: (...given) => (tell(...given), spread()),
    close: () => ({ ...page, steps, ends }),
  };
}

/** By the number of a step, here or elsewhere: places of those on this page that need it. */
function needingOn({ steps }: Page): Map<number, number[]> {
  const needing = new Map<number, number[]>();
  steps.forEach(({ needs, state }, at) => {
    if (state !== 'waiting') return;
    for (const need of needs) {
      const list = needing.get(need);
      if (list === undefined) needing.set(need, [at]);
      else list.push(at);
    }
  });
  return needing;
}
