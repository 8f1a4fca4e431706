import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { PageContent } from '#html/document.ts';
import { tag } from '#html/elements.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { foldingTable, toldValue } from '#html/folding-table.ts';
import type { When } from '#html/times.ts';

export interface BackendsView {
  rows: readonly OperationRow[];
  add: AskView;
  requestUrl: (id: string) => string;
  when: When;
}

/** B1. All that the reader may see, and how each stands. */
export function backendsPage({ rows, add, requestUrl, when }: BackendsView): PageContent {
  const table = foldingTable(
    [
      { label: 'Backend', of: (row: OperationRow) => html`<a href="/backends/${textOf(row, 'backend')}">${textOf(row, 'backend')}</a>` },
      { label: 'Now', of: (row) => standingOf(row, requestUrl) },
      { label: 'Waiting', of: (row) => textOf(row, 'waiting') },
      { label: 'Frozen until', of: (row) => toldValue(row['frozenUntil'], when) },
      { label: 'Last seen', of: (row) => toldValue(row['lastSeen'], when) ?? 'not yet' },
    ],
    rows,
  );
  const body = html`<div class="card">${rows.length === 0 ? html`<p>There is no backend that you may see.</p>` : table}</div>
<div class="card"><h2>Another backend</h2><p>One that is shared, beside those of the settings. Its agent needs a token then.</p>${foldedAsk(add)}</div>`;
  return { title: 'Backends', body };
}

function standingOf(row: OperationRow, requestUrl: (id: string) => string): Piece {
  const holder = textOf(row, 'holder');
  const held = textOf(row, 'held');
  const told = textOf(row, 'told');
  const pieces: (Html | string)[] = [
    ...(row['silent'] === true ? [tag('silent', 'bad')] : []),
    ...(held === '' ? [] : [html`${tag('held', 'wait')} ${held}`]),
    ...(told === '' ? [] : [html`${tag('told', 'wait')} ${told}`]),
    ...(holder === '' ? [] : [html`has <a class="mono" href="${requestUrl(holder)}">${holder}</a>`]),
  ];
  return pieces.length === 0 ? 'free' : pieces.map((piece) => html`<div>${piece}</div>`);
}

function textOf(row: OperationRow, name: string): string {
  return String(row[name] ?? '');
}
