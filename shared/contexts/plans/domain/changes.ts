import { pagesBehind, type Page } from '#contexts/plans/domain/page.ts';
import type { StepState } from '#contexts/plans/domain/step.ts';

/** Steps of one page that went from one state to another for one reason. */
interface Moved {
  from: StepState;
  to: StepState;
  /** Places on the page. */
  steps: number[];
  culprit?: string;
}

/** What a command has changed of one page: small, whatever stands on the page. */
export interface PageChange {
  page: number;
  moved: Moved[];
  /** Other pages have yet to hear of an end on this one. */
  behind: boolean;
}

export function changeOf(before: Page, after: Page): PageChange {
  const moved = new Map<string, Moved>();
  after.steps.forEach(({ state: to, culprit }, at) => {
    const from = before.steps[at]?.state;
    if (from === undefined || from === to) return;
    const key = JSON.stringify([from, to, culprit]);
    const known = moved.get(key);
    if (known === undefined) moved.set(key, { from, to, steps: [at], ...(culprit === undefined ? {} : { culprit }) });
    else known.steps.push(at);
  });
  return { page: after.n, moved: [...moved.values()], behind: pagesBehind(after).length > 0 };
}
