import type { ResponsesDocument } from '#products/rehearsal/stored/document-types.ts';
import { figuresOf, type Figures, type Tally } from '#kernel/promises/figures.ts';
import type { Duration } from '#kernel/time.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { html, type Html } from '#html/markup.ts';
import { bars } from '#html/pictures/bars.ts';
import { tableOf, type TableContent } from '#html/table.ts';
import { plural } from '#html/text.ts';
import { durationText } from '#html/times.ts';

/** S6: response times by month and by admin. The chart says nothing that the tables do not say as well. */
export function responseTimes(months: readonly ResponsesDocument[], rules: Rules): Html {
  const shown = months.flatMap(({ month, all }) => rowOf(month, all));
  const [newest] = months;
  if (shown.length === 0 || newest === undefined)
    return html`<section class="card" aria-labelledby="responses"><h2 id="responses">Response times</h2><p>No answers have been counted yet.</p></section>`;
  const admins = Object.entries(newest.byAdmin).flatMap(([id, tally]) =>
    rowOf(rules.people.find((person) => person.id === id)?.name ?? id, tally),
  );
  return html`<section class="card" aria-labelledby="responses"><h2 id="responses">Response times</h2>
<p class="quiet small">From a clock’s start to the admin’s answer, pauses left out; promised within ${durationText(rules.answerWithin)}${rules.workingTime === undefined ? undefined : ' of working time'}. Months by UTC. Narrow bars: median; wide: 90 % of the answers; dashed line: the promise.</p>
${chart(shown.toReversed(), rules.answerWithin)}
${tableOf(`By admin, ${newest.month}`, tableOfRows('Admin', admins))}</section>`;
}

interface Row extends Figures {
  name: string;
}

function rowOf(name: string, tally: Tally): Row[] {
  const figures = figuresOf(tally);
  return figures === undefined ? [] : [{ name, ...figures }];
}

function tableOfRows(first: string, rows: readonly Row[]): TableContent {
  return {
    head: [first, 'Answers', 'In time', 'Median', '90 % within'],
    rows: rows.map(({ name, answers, inTime, median, ninetieth }) => [
      name,
      answers,
      `${Math.floor(inTime * 100)} %`,
      durationText(median),
      durationText(ninetieth),
    ]),
  };
}

/** The median in front of what nine of ten took; the promise is a line across all of them. */
function chart(rows: readonly Row[], promised: Duration): Html {
  const told = rows.map(({ name, median, ninetieth }) => `${name}: median ${durationText(median)}, 90 % within ${durationText(ninetieth)}`);
  return bars(
    {
      title: `Response times of ${plural(rows.length, 'month')}`,
      desc: `${told.join('; ')}.`,
      table: tableOfRows('Month', rows.toReversed()),
    },
    rows.map(({ name, median, ninetieth }) => ({
      label: name,
      value: median,
      behind: ninetieth,
      says: `${durationText(median)}, 90 % ${durationText(ninetieth)}`,
      ink: median < promised ? 'drawn' : 'bad',
    })),
    { mark: { at: promised, says: `promised: ${durationText(promised)}` } },
  );
}
