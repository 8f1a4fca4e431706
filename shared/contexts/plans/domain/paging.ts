import { bytesOf } from '#contexts/plans/domain/bytes.ts';
import { LARGEST_PAGE, LARGEST_PLAN, MOST_ON_PAGE, MOST_PAGES } from '#contexts/plans/domain/limits.ts';
import type { Asked } from '#contexts/plans/domain/make.ts';
import { countNeeds } from '#kernel/graph/order.ts';
import { layOut, withinGroups } from '#contexts/plans/domain/lay-out.ts';
import type { Page } from '#contexts/plans/domain/page.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import type { Instant } from '#kernel/time.ts';

/** A plan that is right, but that cannot be kept. */
export interface TooLarge {
  code: 'step_too_large' | 'plan_too_large';
  step?: number;
  message: string;
}

/** What was succeeded earlier and is taken instead of running: the operation, by the name of the step. */
export type Taken = ReadonlyMap<string, string>;

/** The steps of a plan that was made, on pages: as many on one as fit with all that may be added to them. Steps of different groups share none. */
export function makePages(id: string, { steps }: Asked, taken: Taken, now: Instant): Page[] | { problems: TooLarge[] } {
  const { dependants } = countNeeds(withinGroups(steps));
  const longestName = steps.reduce((most, { name }) => Math.max(most, bytesOf(JSON.stringify(name))), 0);
  const sizes = steps.map((step, at) => sizeOf(step, dependants[at]?.length ?? 0, longestName));
  const problems = tooLarge(steps, sizes);
  if (problems.length > 0) return { problems };
  const starts = cut(steps, sizes);
  const total = sizes.reduce((sum, size) => sum + size - ADDED / 2 - longestName, 0);
  if (starts.length > MOST_PAGES || total > LARGEST_PLAN)
    return { problems: [{ code: 'plan_too_large', message: `The steps of a plan may take ${LARGEST_PLAN} bytes; these take ${total}.` }] };
  return layOut({ id, steps, starts, dependants, taken, now });
}

/** Bytes of a step on its page: what it is, its needs and its dependants’ pages by number, and what is added while it goes on. */
function sizeOf({ name, program, input, pool, weight, needs }: Step, dependants: number, longestName: number): number {
  return (
    bytesOf(JSON.stringify({ name, program, input, pool, weight })) +
    6 * needs.length +
    4 * Math.min(dependants, MOST_PAGES) +
    ADDED +
    longestName
  );
}

/** States, times, the name of an operation; the place in the list of ends. The culprit’s name comes on top. */
const ADDED = 350;

function tooLarge(steps: readonly Step[], sizes: readonly number[]): TooLarge[] {
  return steps.flatMap(({ name }, step): TooLarge[] => {
    const size = sizes[step] ?? 0;
    if (size <= ROOM) return [];
    return [{ code: 'step_too_large', step, message: `The step ${name} takes ${size} bytes with its needs; one may take ${ROOM}.` }];
  });
}

/** Of a page: what remains beside its own fields, of which the longest is how far each other page has heard. */
const ROOM = LARGEST_PAGE - 12 * MOST_PAGES - 500;

/** Numbers of the steps that begin a page. */
function cut(steps: readonly Step[], sizes: readonly number[]): number[] {
  const starts: number[] = [];
  let [count, size] = [0, 0];
  steps.forEach(({ group }, at) => {
    const own = sizes[at] ?? 0;
    if (at === 0 || count === MOST_ON_PAGE || size + own > ROOM || steps[at - 1]?.group !== group) {
      starts.push(at);
      [count, size] = [0, 0];
    }
    count += 1;
    size += own;
  });
  return starts;
}
