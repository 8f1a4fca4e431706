import type { Place } from '#contexts/plans/domain/page.ts';
import type { About } from '#kernel/subject.ts';

type Name = NonNullable<About['operation']>;

/** The operation of the step at this place, as effects and tasks name it: whoever loads the plan for it reads the step's page, and no directory. A step has one; to try again is another plan's. */
export function stepOperation({ page, at }: Place): Name {
  return { of: 'step', id: `${page}.${at}` };
}

/** Where the step is kept; undefined where the name is none of a step's. */
export function placeOfOperation({ of, id }: Name): Place | undefined {
  const [, page, at] = /^(\d{1,3})\.(\d{1,2})$/.exec(id) ?? [];
  return of !== 'step' || page === undefined || at === undefined ? undefined : { page: Number(page), at: Number(at) };
}
