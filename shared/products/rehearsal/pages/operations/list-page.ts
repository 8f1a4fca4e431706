import { operationStates, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import { programNames } from '#contexts/operations/domain/programs.ts';
import type { PageContent } from '#html/document.ts';
import { choiceFilter, sinceFilter, textFilter, untilFilter, type Filter } from '#html/filter/field.ts';
import { filterForm } from '#html/filter/form.ts';
import type { Asked } from '#html/filter/read.ts';
import { foldingTable } from '#html/folding-table.ts';
import { html } from '#html/markup.ts';
import { pager } from '#html/pager.ts';
import type { When } from '#html/times.ts';
import { ago, lengthOf, operationUrl, stateTag, withinLink } from '#products/rehearsal/pages/operations/words.ts';

const choices = <V extends string>(all: readonly V[]): (readonly [V, string])[] => all.map((one) => [one, one.replaceAll('_', ' ')]);

const fields = {
  name: textFilter('Name', { max: 500 }),
  state: choiceFilter('State', choices(operationStates)),
  backend: textFilter('Backend'),
  program: choiceFilter('Program', choices(programNames)),
  person: textFilter('By', { max: 200 }),
  since: sinceFilter('Since'),
  until: untilFilter('Until'),
};

export const operationsFilter: Filter<typeof fields> = {
  title: 'Operations',
  noun: 'The list of operations',
  label: 'Find operations',
  button: 'Find',
  fields,
};

export interface OperationsListView {
  listings: readonly Listing[];
  next: string | undefined;
  /** So many were looked at, and there may be more that fit behind them. */
  looked?: number | undefined;
  /** What the address asks for, as it was typed. */
  query: URLSearchParams;
  asked: Pick<Asked, 'typed' | 'problems'>;
  when: When;
}

/** O6, W8. Runs, steps and actions of every product, newest first. */
export function operationsPage(view: OperationsListView): PageContent {
  const { listings, next, looked, query, asked, when } = view;
  const table = foldingTable<Listing>(
    [
      {
        label: 'Operation',
        of: ({ id, name, program }) =>
          html`<a href="${operationUrl(id)}">${name}</a> <span class="quiet small">${program.replaceAll('_', ' ')}</span>`,
      },
      { label: 'State', of: stateTag },
      { label: 'Of', of: withinLink },
      { label: 'Backend', of: ({ backend }) => html`<a href="/backends/${backend}">${backend}</a>` },
      { label: 'By', of: ({ people }) => people[0] ?? '' },
      { label: 'Made', of: ({ createdAt }) => ago(createdAt, when) },
      { label: 'Ran', of: (listing) => lengthOf(listing, when) },
    ],
    listings,
  );
  const body = html`${filterForm(operationsFilter, { path: '/operations', asked })}
<div class="card">${listings.length === 0 ? html`<p>No operation fits${looked === undefined ? '' : ' of those that were looked at'}.</p>` : table}
${looked === undefined ? undefined : html`<p class="quiet small">${looked} operations were looked at; there may be more that fit behind them.</p>`}</div>
${pager('/operations', query, next)}`;
  return { title: operationsFilter.title, body, hasProblems: asked.problems.size > 0 };
}
