import type { OperationAnswer, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { facts } from '#html/elements.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { foldingTable, toldValue } from '#html/folding-table.ts';
import { plural } from '#html/text.ts';
import { durationText, type When } from '#html/times.ts';
import { SECOND } from '#kernel/time.ts';

/** Days that are shown at once. */
const SHOWN = 14;

/** B9. Contact, what was given and answered, how it ended, and how long it waited and ran. */
export function statisticsCard({ facts: said = {}, rows = [] }: OperationAnswer, when: When): Html {
  const table = foldingTable(
    [
      { label: 'Day', of: ({ day }: OperationRow) => String(day) },
      { label: 'Given', of: ({ given }) => String(given) },
      { label: 'Answered', of: ({ answered }) => String(answered) },
      { label: 'Ended', of: ({ ended }) => String(ended) },
    ],
    rows.slice(0, SHOWN),
    `The last ${days(Math.min(SHOWN, rows.length))} (UTC)`,
  );
  return html`<section class="card" aria-labelledby="statistics"><h2 id="statistics">Figures</h2>${facts(
    ['First seen', toldValue(said['firstSeen'], when)],
    [
      'Given and answered',
      `${String(said['given'] ?? 0)} and ${String(said['answered'] ?? 0)}, in ${plural(Number(said['days'] ?? 0), 'day')}`,
    ],
    ['Ended', String(said['ended'] ?? '')],
    ['Waited', spread(said, 'waited')],
    ['Ran', spread(said, 'ran')],
  )}${rows.length === 0 ? html`<p>Its agent has not taken up anything yet.</p>` : table}</section>`;
}

function days(count: number): string {
  return count === 1 ? 'day' : plural(count, 'day');
}

function spread(said: OperationRow, of: 'waited' | 'ran'): Piece {
  const [median, most] = [said[`${of}MedianSeconds`], said[`${of}P90Seconds`]];
  if (typeof median !== 'number' || typeof most !== 'number') return undefined;
  return `${durationText(median * SECOND)} usually; nine of ten at most ${durationText(most * SECOND)}`;
}
