import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { foldingTable, toldValue } from '#html/folding-table.ts';
import type { When } from '#html/times.ts';

const BESIDE = new Set(['flag', 'probe']);

/** B2. What runs there, when it is expected to end, and what becomes of it if somebody drains the backend. */
export function useCard(rows: readonly OperationRow[], { when }: { when: When }): Html {
  const uses = rows.filter(({ what }) => !BESIDE.has(String(what)));
  const table = foldingTable(
    [
      { label: 'What', of: ({ what, name }: OperationRow) => html`${String(what)} <span class="mono">${String(name)}</span>` },
      { label: 'Since', of: ({ since }) => toldValue(since, when) },
      { label: 'Expected end', of: (row) => endOf(row, when) },
      { label: 'A drain', of: ({ becomes }) => String(becomes ?? '') },
    ],
    uses,
  );
  return html`<section class="card" aria-labelledby="uses"><h2 id="uses">Runs now</h2>${uses.length === 0 ? html`<p>Nothing runs here.</p>` : table}</section>`;
}

function endOf({ pace, expectedEnd, expectedFrom, late, why }: OperationRow, when: When): Html {
  const end = toldValue(expectedEnd, when);
  const said = end === undefined ? undefined : html`${end} `;
  if (pace === 'never') return html`${tag('never by itself', 'bad')} ${String(why)}`;
  if (pace === 'slow') return html`${said}${tag(`late by ${String(late)}`, 'wait')}`;
  if (pace === 'stopping') return html`${said}${tag('is being stopped', 'wait')}`;
  return html`${said}<span class="quiet small">${String(expectedFrom ?? '')}</span>`;
}
