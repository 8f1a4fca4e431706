import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { PageContent } from '#html/document.ts';
import { choiceFilter, type Filter } from '#html/filter/field.ts';
import { foldingTable, toldValue } from '#html/folding-table.ts';
import { html } from '#html/markup.ts';
import { pager } from '#html/pager.ts';
import type { When } from '#html/times.ts';

const fields = { ended: choiceFilter('Standing', [['yes', 'removed']], { isHidden: true }) };

export const schedulesFilter: Filter<typeof fields> = {
  title: 'Schedules',
  noun: 'The list of schedules',
  label: 'Schedules',
  button: 'Show',
  fields,
};

interface SchedulesView {
  rows: readonly OperationRow[];
  next: string | undefined;
  query: URLSearchParams;
  ended: boolean;
  add: AskView;
  when: When;
}

/** O7. What starts by itself, and when next. */
export function schedulesPage({ rows, next, query, ended, add, when }: SchedulesView): PageContent {
  const table = foldingTable(
    [
      { label: 'Schedule', of: ({ name }: OperationRow) => html`<a href="/schedules/${String(name)}">${String(name)}</a>` },
      { label: 'Starts', of: ({ starts }) => String(starts) },
      { label: 'When', of: ({ when: timing }) => html`<span class="mono">${String(timing)}</span>` },
      { label: 'Next', of: (row) => toldValue(row['next'], when) },
      { label: 'Now', of: ({ standing }) => String(standing) },
    ],
    rows,
  );
  const other = ended ? html`<a href="/schedules">Those that go on</a>` : html`<a href="/schedules?ended=yes">Those that were removed</a>`;
  const body = html`<div class="card">${rows.length === 0 ? html`<p>${ended ? 'None was removed.' : 'Nothing is scheduled.'}</p>` : table}<p class="small">${other}</p></div>
${pager('/schedules', query, next)}${ended ? undefined : html`<div class="card">${foldedAsk(add)}</div>`}`;
  return { title: ended ? 'Removed schedules' : 'Schedules', body };
}
