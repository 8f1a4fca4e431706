import { operationStates, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import { programNames } from '#contexts/operations/domain/programs.ts';
import type { PageContent } from '#html/document.ts';
import { selectField, textField } from '#html/fields.ts';
import { foldingTable } from '#html/folding-table.ts';
import { html, type Html } from '#html/markup.ts';
import { pager } from '#html/pager.ts';
import type { When } from '#html/times.ts';
import { ago, lengthOf, operationUrl, stateTag, withinLink } from '#products/rehearsal/pages/operations/words.ts';

export interface OperationsListView {
  listings: readonly Listing[];
  next: string | undefined;
  /** So many were looked at, and there may be more that fit behind them. */
  looked?: number | undefined;
  /** What the address asks for, as it was typed. */
  query: URLSearchParams;
  problems: readonly string[];
  when: When;
}

/** O6, W8. Runs, steps and actions of every product, newest first. */
export function operationsPage(view: OperationsListView): PageContent {
  const { listings, next, looked, query, problems, when } = view;
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
  const body = html`${filterForm(query, problems)}
<div class="card">${listings.length === 0 ? html`<p>No operation fits${looked === undefined ? '' : ' of those that were looked at'}.</p>` : table}
${looked === undefined ? undefined : html`<p class="quiet small">${looked} operations were looked at; there may be more that fit behind them.</p>`}</div>
${pager('/operations', query, next)}`;
  return { title: 'Operations', body, hasProblems: problems.length > 0 };
}

function filterForm(query: URLSearchParams, problems: readonly string[]): Html {
  const value = (name: string): string => query.get(name) ?? '';
  const any: readonly [string, string] = ['', 'any'];
  const options = (all: readonly string[]): (readonly [string, string])[] => [
    any,
    ...all.map((one) => [one, one.replaceAll('_', ' ')] as const),
  ];
  const count = [...query.keys()].filter((name) => name !== 'after').length;
  const fields = html`${textField({ name: 'name', label: 'Name', value: value('name'), required: 'sometimes' })}
${selectField({ name: 'state', label: 'State', value: value('state'), options: options(operationStates), required: 'sometimes' })}
${textField({ name: 'backend', label: 'Backend', value: value('backend'), required: 'sometimes' })}
${selectField({ name: 'program', label: 'Program', value: value('program'), options: options(programNames), required: 'sometimes' })}
${textField({ name: 'person', label: 'By', value: value('person'), required: 'sometimes' })}
${textField({ name: 'since', label: 'Since', value: value('since'), hint: 'A day, such as 2026-11-30.', required: 'sometimes' })}
${textField({ name: 'until', label: 'Until', value: value('until'), required: 'sometimes' })}`;
  return html`<div class="card">${problems.length === 0 ? undefined : html`<div class="note bad" role="alert"><ul>${problems.map((text) => html`<li>${text}</li>`)}</ul></div>`}<form class="filter" method="get" action="/operations" role="search" aria-label="Find operations">${fields}
<div class="buttons"><button>Find</button>${count === 0 ? undefined : html` <a class="button quiet" href="/operations">All</a>`}</div></form></div>`;
}
