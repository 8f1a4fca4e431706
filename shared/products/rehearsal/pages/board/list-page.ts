import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { notListedYet } from '#products/rehearsal/pages/board.ts';
import { boardListFilter, listAddress, type BoardFilter } from '#products/rehearsal/pages/board/filter.ts';
import { operationsNotes, type OperationsView } from '#products/rehearsal/pages/board/operations.ts';
import { requestRows, type RowsView } from '#products/rehearsal/pages/board/rows.ts';
import { asOf } from '#html/as-of.ts';
import { filterForm } from '#html/filter/form.ts';
import { askedFor } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import type { PageContent } from '#html/document.ts';
import { plural } from '#html/text.ts';

export interface ListView extends RowsView {
  operations: OperationsView;
  filter: BoardFilter;
  documents: readonly RequestDocument[];
  /** Of all that fit, or, with `beyond`, of those that were looked at. */
  count: number;
  beyond: number;
  next?: string | undefined;
  isWhole: boolean;
}

/** W8: all that fit the filter, a page at a time, each page with an address of its own. */
export function listPage(view: ListView): PageContent {
  const { filter, documents, when, next } = view;
  const { after: _after, ...first } = filter;
  const body = html`
${operationsNotes(view.operations, when)}
${filterForm(boardListFilter, { path: '/board', asked: askedFor(first) })}${view.isWhole ? undefined : notListedYet}
<section class="card" aria-labelledby="found"><h2 id="found">${heading(view)}</h2>${sayings(view)}
${documents.length === 0 ? undefined : requestRows(documents, view)}
<nav aria-label="Pages"><p>${filter.after === undefined ? undefined : html`<a href="${listAddress(first)}">First page</a> `}${next === undefined ? undefined : html`<a rel="next" href="${listAddress({ ...first, after: next })}">Next page</a> `}<a href="/board">The whole board</a></p></nav></section>
${asOf(when)}`;
  return { title: 'Board', body, live: { about: ['request'], since: when.now } };
}

function heading({ count, filter: { status, q } }: ListView): string {
  const state = status === undefined ? '' : `: ${statusLabels[status]}`;
  return `${plural(count, 'request')}${q === undefined ? '' : ' found'}${state}`;
}

function sayings({ count, beyond, documents, filter }: ListView): Html {
  const { status, q, after } = filter;
  const left = html`<p>The search looked only at the newest requests with the rarest of these words; it did not look at ${plural(beyond, 'older one')}. Add more words to narrow it down.</p>`;
  const gone = html`<p>There are no more: some of these requests may have changed state since you opened the previous page.</p>`;
  const none = html`<p>${q === undefined ? 'No request is in this state' : 'Nothing was found: a search finds jobs, people, pull requests, releases and ids by whole words or by how they start'}.</p>`;
  // I16: counted, and no more.
  if (status === 'waiting_for_confirmation')
    return html`<p>Their senders have not confirmed their addresses yet. Until they do, nobody is shown what they typed, and no search finds it.</p>`;
  return html`${beyond > 0 ? left : undefined}${count === 0 ? none : documents.length === 0 && after !== undefined ? gone : undefined}`;
}
