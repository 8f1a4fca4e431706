import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { PageContent } from '#html/document.ts';
import { facts } from '#html/elements.ts';
import { foldingTable, toldValue } from '#html/folding-table.ts';
import { html, type Html } from '#html/markup.ts';
import type { When } from '#html/times.ts';

interface ScheduleView {
  name: string;
  said: OperationRow;
  /** The next times, then what became of the last ones. */
  rows: readonly OperationRow[];
  offers: readonly AskView[];
  when: When;
}

const overlaps: Readonly<Record<string, string>> = {
  skip: 'the new one is skipped, and that is told',
  queue_one: 'one waits for the end of the other',
  allow: 'both run',
};
const missed: Readonly<Record<string, string>> = { run_once: 'it runs once', skip: 'they are skipped', all: 'all are made up for' };

/** O7. One schedule: its next times, what became of the last ones, and what can be done with it. */
export function schedulePage({ name, said, rows, offers, when }: ScheduleView): PageContent {
  const ahead = rows.filter(({ what }) => what === 'next');
  const past = rows.filter(({ what }) => what !== 'next');
  const body = html`<div class="card"><p class="lead">${String(said['standing'])}</p>${facts(
    ['Starts', String(said['starts'])],
    ['When', html`<span class="mono">${String(said['when'])}</span>`],
    ['If the one before still runs', overlaps[String(said['overlaps'])]],
    ['If times were missed', missed[String(said['missed'])]],
    ['Input', html`<code>${String(said['input'])}</code>`],
    ['Made', html`${toldValue(said['madeAt'], when)} by ${String(said['madeBy'])}`],
  )}${offers.length === 0 ? undefined : html`<div class="asks">${offers.map(foldedAsk)}</div>`}</div>
<section class="card" aria-labelledby="next"><h2 id="next">Next times</h2>${ahead.length === 0 ? html`<p>None.</p>` : html`<ul>${ahead.map((row) => html`<li>${toldValue(row['at'], when)}${ownClock(row)}</li>`)}</ul>`}</section>
<section class="card" aria-labelledby="past"><h2 id="past">What became of the last ones</h2>${past.length === 0 ? html`<p>None was due yet.</p>` : pastTable(past, when)}</section>`;
  return { title: name, body, back: ['/schedules', 'Schedules'] };
}

function ownClock({ local }: OperationRow): Html {
  return html` <span class="quiet small">(by its own clock ${String(local)})</span>`;
}

function pastTable(past: readonly OperationRow[], when: When): Html {
  return foldingTable(
    [
      { label: 'Due', of: ({ at }: OperationRow) => toldValue(at, when) },
      { label: 'Became', of: ({ what }) => String(what) },
      { label: 'Told', of: ({ told }) => String(told) },
    ],
    past,
  );
}
