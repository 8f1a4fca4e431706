import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { RequestDocument, ResponsesDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { SlotsState } from '#contexts/backends/domain/slots.ts';
import { backendTable, type ShownBackend } from '#contexts/backends/pages/backends-table.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { ShownCut } from '#contexts/calendar/pages/cut-reports.ts';
import { cutoffsCard, type ReleaseOutlook } from '#products/rehearsal/pages/board/cutoffs.ts';
import { boardListFilter, listAddress } from '#products/rehearsal/pages/board/filter.ts';
import { operationsNotes, sweepLine, type OperationsView } from '#products/rehearsal/pages/board/operations.ts';
import { lateNote } from '#products/rehearsal/pages/board/late.ts';
import { requestRows, type RowsView } from '#products/rehearsal/pages/board/rows.ts';
import { asOf } from '#html/as-of.ts';
import { filterForm } from '#html/filter/form.ts';
import { askedFor } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import type { PageContent } from '#html/document.ts';
import { responseTimes } from '#products/rehearsal/pages/response-times.ts';
import { clip, plural } from '#html/text.ts';
import { moment } from '#html/times.ts';
import { blocking } from '#contexts/backends/domain/state.ts';

/** Of one state: how many there are in all, and those that stand first. */
interface BoardGroup {
  status: Status;
  count: number;
  documents: readonly RequestDocument[];
}

/** A backend, who has it, and how many wait for it. */
interface BoardBackend extends BackendDocument {
  slots?: SlotsState;
  waiting: number;
  holder?: RequestDocument | undefined;
}

export interface BoardView extends RowsView {
  groups: readonly BoardGroup[];
  /** Newest first, of so many. */
  decided: readonly RequestDocument[];
  decidedCount: number;
  backends: readonly BoardBackend[];
  forecast: readonly ReleaseOutlook[];
  operations: OperationsView;
  /** S6. */
  responses: readonly ResponsesDocument[];
  /** C5. Releases that were cut last and have a report, newest first. */
  cuts: readonly ShownCut[];
  /** W8. Whether what is stored is all in the lists. */
  isWhole: boolean;
}

/** W2: open requests by state, with how long there is left to answer; queue, backends, what was decided. Every number is of all that there are. */
export function boardPage(view: BoardView): PageContent {
  const { when, decided, decidedCount } = view;
  const open = view.groups.reduce((sum, { count }) => sum + count, 0);
  const body = html`
${operationsNotes(view.operations, when)}${heldNote(view)}${lateNote(view)}
${filterForm(boardListFilter, { path: '/board', asked: askedFor({}) })}${view.isWhole ? undefined : notListedYet}
<section class="card" aria-labelledby="open"><h2 id="open">${plural(open, 'open request')}</h2>${open === 0 ? html`<p>There are no open requests.</p>` : undefined}
${view.groups.filter(({ count }) => count > 0).map((group) => groupOf(group, view))}</section>
${cutoffsCard(view)}
<section class="card" aria-labelledby="backends"><h2 id="backends">Backends</h2>${backendTable({ ...view, backends: view.backends.map(shown) })}</section>
${responseTimes(view.responses, view.rules)}
<section class="card" aria-labelledby="decided"><h2 id="decided">Recently decided</h2>${decidedCount === 0 ? html`<p>Nothing yet.</p>` : html`<p>${plural(decidedCount, 'request')} in total: ${decidedLinks}</p>${requestRows(decided, view)}`}</section>
${sweepLine(view.operations, when)}
<p class="quiet small"><a href="/mails">Other mails</a>: what people were told about releases, backends and the installation itself.</p>
${asOf(when)}`;
  return { title: 'Board', body, live: { about: ['request', 'backend', 'intake', 'release'], since: when.now } };
}

/** B2. What takes nothing new, and why: whoever waits for it asks here first. */
function heldNote({ backends, when }: BoardView): Html | undefined {
  const held = backends.flatMap(({ slug, state }) => blocking(state).map((flag) => ({ slug, ...flag })));
  if (held.length === 0) return undefined;
  return html`<div class="note wait"><p><strong>${plural(new Set(held.map(({ slug }) => slug)).size, 'backend')} ${held.length === 1 ? 'takes' : 'take'} nothing new.</strong></p>
<ul>${held.map(({ slug, label, why, since }) => html`<li><a href="/backends/${slug}"><strong>${slug}</strong></a> is ${label}: <span dir="auto">${clip(why, 200)}</span>, ${moment(since, when)}</li>`)}</ul></div>`;
}

function shown({ holder, ...backend }: BoardBackend): ShownBackend {
  return { ...backend, holder: holder && { title: titleOf(holder.state.submission), hasEnded: holder.state.turn?.state === 'ended' } };
}

/** W8. */
export const notListedYet = html`<div class="note wait"><p>This installation has just been updated: older requests are counted, but some are not listed or found yet. They will be after the next sweeps.</p></div>`;

const decidedLinks = (['approved', 'completed', 'rejected', 'withdrawn'] as const).map(
  (status, n) => html`${n === 0 ? '' : ', '}<a href="${listAddress({ status })}">${statusLabels[status]}</a>`,
);

function groupOf({ status, count, documents }: BoardGroup, view: BoardView): Html {
  const heading = html`<h3 id="${status}">${statusLabels[status]} (${count})</h3>`;
  // I16: counted, and no more.
  if (status === 'waiting_for_confirmation')
    return html`${heading}<p>Their senders have not confirmed their addresses yet. Until they do, nobody is shown what they typed.</p>`;
  const more = count - documents.length;
  const rest = html`<p><a href="${listAddress({ status })}">All ${count}: ${statusLabels[status]}</a></p>`;
  return html`${heading}${requestRows(documents, view)}${more > 0 ? rest : undefined}`;
}
