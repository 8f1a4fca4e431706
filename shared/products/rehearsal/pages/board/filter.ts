import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { choiceFilter, textFilter, type Filter, type FilterValues } from '#html/filter/field.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';

const fields = {
  status: choiceFilter('State', Object.entries(statusLabels) as [Status, string][], { any: 'Any state' }),
  // Words of an id, a job, a pull request, a person, a release.
  q: textFilter('Job, pull request, person, release or id'),
};

export const boardListFilter: Filter<typeof fields> = { title: 'Board', noun: 'The board', label: 'Filter', button: 'Show', fields };

export interface BoardFilter extends FilterValues<typeof fields> {
  /** W8. Behind this one. */
  after?: string;
}

export function isFiltered({ status, q }: BoardFilter): boolean {
  return status !== undefined || q !== undefined;
}

/** W8: the same address shows the same place in the list, for as long as nothing changes there. */
export function listAddress({ status, q, after }: BoardFilter): string {
  const query = new URLSearchParams({
    ...(status === undefined ? {} : { status }),
    ...(q === undefined ? {} : { q }),
    ...(after === undefined ? {} : { after }),
  });
  return `/board?${query.toString()}`;
}
