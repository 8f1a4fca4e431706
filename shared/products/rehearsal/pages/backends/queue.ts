import type { Slot } from '#contexts/backends/domain/forecast/slots.ts';
import { blocking, type BackendState } from '#contexts/backends/domain/state.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { foldingTable } from '#html/folding-table.ts';
import { listed, plural } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';

interface Queued {
  document: RequestDocument;
  expected: Slot | undefined;
}

interface QueueView {
  slug: string;
  state: BackendState;
  queue: readonly Queued[];
  queued: number;
  pending: readonly Listing[];
  requestUrl: (id: string) => string;
  when: When;
}

/** Q3, B3. Who waits, in order, why, and for how long as far as can be said. */
export function queueCard(view: QueueView): Html {
  const { queue, queued, pending, state } = view;
  const holds = blocking(state).map(({ label, why }) => `${label}: ${why}`);
  const note =
    holds.length === 0 || queued + pending.length === 0
      ? undefined
      : html`<div class="note wait"><p>Nothing of it starts while the backend is ${listed(holds)}. Whoever may switch it can change that.</p></div>`;
  return html`<section class="card" aria-labelledby="queue"><h2 id="queue">Queue</h2>${note}
${queued === 0 ? html`<p>No request waits for it.</p>` : requestsTable(view)}${queued > queue.length ? html`<p>… and ${queued - queue.length} more.</p>` : undefined}
${pending.length === 0 ? undefined : pendingList(view)}</section>`;
}

function requestsTable({ queue, state, requestUrl, when }: QueueView): Html {
  return foldingTable<Queued>(
    [
      {
        label: 'Request',
        of: ({ document }) =>
          html`<a href="${requestUrl(document.id)}">${titleOf(document.state.submission)}</a> <span class="mono small">${document.id}</span>`,
      },
      { label: 'Waits since', of: ({ document: { queuedSince } }) => queuedSince !== undefined && moment(queuedSince, when) },
      { label: 'Because', of: ({ document }) => becauseOf(document, state) },
      { label: 'Expected', of: ({ expected }) => (expected === undefined ? 'cannot be said' : moment(expected.from, when)) },
    ],
    queue,
  );
}

function becauseOf({ id }: RequestDocument, state: BackendState): Piece {
  const [flag] = blocking(state);
  if (flag !== undefined) return `the backend is ${flag.label}`;
  const { lease } = state;
  if (lease !== undefined && lease.requestId !== id) return html`<span class="mono">${lease.requestId}</span> has it alone`;
  return 'its turn comes next';
}

/** What shares the backend says on its own page why it waits. */
function pendingList({ pending, slug, when }: QueueView): Html {
  return html`<h3>${plural(pending.length, 'operation')} that ${pending.length === 1 ? 'has' : 'have'} not started</h3>
<ul class="rows">${pending.slice(0, 20).map(({ id, name, createdAt }) => html`<li><a href="/operations/${encodeURIComponent(id)}">${name}</a> <span class="quiet small">since ${moment(createdAt, when)}</span></li>`)}</ul>
<p><a href="/operations?backend=${slug}&amp;state=pending">All that have not started</a></p>`;
}
