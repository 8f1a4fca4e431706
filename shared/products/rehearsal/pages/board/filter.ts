import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { selectField, textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import { clip } from '#html/text.ts';

export interface BoardFilter {
  status?: Status;
  /** Words of an id, a job, a pull request, a person, a release. */
  q?: string;
  /** W8. Behind this one. */
  after?: string;
  /** What of the address was not understood. */
  unknown?: string;
}

/** The filter of a query string; what is not known is left out. */
export function boardFilter(query: URLSearchParams): BoardFilter {
  const status = Object.keys(statusLabels).find((known): known is Status => known === query.get('status'));
  const q = clip((query.get('q') ?? '').trim(), 100);
  const after = query.get('after') ?? '';
  const unknown = unknownFilter(query);
  return {
    ...(status === undefined ? {} : { status }),
    ...(q === '' ? {} : { q }),
    ...(after === '' ? {} : { after }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

/** What of the address is no filter, or no state: said, for whoever wrote it would take the whole board for an answer. Undefined: nothing. */
function unknownFilter(query: URLSearchParams): string | undefined {
  const odd = [...query.keys()].find((name) => !known.includes(name));
  if (odd !== undefined) return `The board has no filter “${clip(odd, 40)}”. It has: ${known.slice(0, 2).join(', ')}.`;
  const status = query.get('status') ?? '';
  if (status === '' || Object.hasOwn(statusLabels, status)) return undefined;
  return `There is no state “${clip(status, 40)}”. There are: ${Object.keys(statusLabels).join(', ')}.`;
}

const known = ['status', 'q', 'after', 'key'];

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

export function filterForm(filter: BoardFilter): Html {
  const options = [['', 'Any state'] as const, ...Object.entries(statusLabels)];
  return html`${filter.unknown === undefined ? undefined : html`<p class="note wait" role="status" dir="auto">${filter.unknown}</p>`}<form class="filter card" method="get" action="/board" role="search" aria-label="Filter">
${selectField({ name: 'status', label: 'State', value: filter.status ?? '', options, required: true })}
${textField({ name: 'q', label: 'Job, pull request, person, release or id', value: filter.q ?? '', required: true, max: 100 })}
<div class="field"><button class="quiet">Show</button></div>${isFiltered(filter) ? html`<p class="field"><a href="/board">Show all</a></p>` : undefined}</form>`;
}
