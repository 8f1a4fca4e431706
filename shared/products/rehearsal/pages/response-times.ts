import { largest } from '#kernel/lists.ts';
import type { ResponsesDocument } from '#products/rehearsal/stored/document-types.ts';
import { figuresOf, type Figures, type Tally } from '#kernel/promises/figures.ts';
import { HOUR } from '#kernel/time.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { html, type Html } from '#html/markup.ts';
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
<p class="quiet small">From a clock’s start to the admin’s answer, pauses left out; promised within ${durationText(rules.answerWithin)}${rules.workingTime === undefined ? undefined : ' of working time'}. Months by UTC. Dark bars: median; light: 90 % of the answers; dashed line: the promise.</p>
${chart(shown.toReversed(), rules.answerWithin)}
${table('By month', 'Month', shown)}
${table(`By admin, ${newest.month}`, 'Admin', admins)}</section>`;
}

interface Row extends Figures {
  name: string;
}

function rowOf(name: string, tally: Tally): Row[] {
  const figures = figuresOf(tally);
  return figures === undefined ? [] : [{ name, ...figures }];
}

function table(caption: string, first: string, rows: readonly Row[]): Html {
  return html`<table><caption>${caption}</caption><thead><tr><th scope="col">${first}</th><th scope="col">Answers</th><th scope="col">In time</th><th scope="col">Median</th><th scope="col">90 % within</th></tr></thead><tbody>${rows.map(
    ({ name, answers, inTime, median, ninetieth }) =>
      html`<tr><th scope="row"${first === 'Month' ? html` class="whole"` : undefined}>${name}</th><td>${answers}</td><td>${Math.floor(inTime * 100)} %</td><td>${durationText(median)}</td><td>${durationText(ninetieth)}</td></tr>`,
  )}</tbody></table>`;
}

/** Two bars a month: the median dark, nine of ten answers light; a line where the promise ends. Bars stretch with the page, words do not. */
function chart(rows: readonly Row[], promised: number): Html {
  const longest = largest(
    Math.max(promised * 1.1, HOUR),
    rows.map(({ ninetieth }) => ninetieth),
  );
  const part = (time: number): string => ((time / longest) * 100).toFixed(1);
  const told = rows.map(({ name, median, ninetieth }) => `${name}: median ${durationText(median)}, 90 % within ${durationText(ninetieth)}`);
  return html`<div class="chart" role="img" aria-label="Response times of ${plural(rows.length, 'month')}. ${told.join('; ')}.">${rows.map(
    ({ name, median, ninetieth }) =>
      html`<div><span class="small">${name}</span><svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><rect width="${part(ninetieth)}" height="24" class="f-pale"/><rect y="5" width="${part(median)}" height="14" class="f-drawn"/><line x1="${part(promised)}" x2="${part(promised)}" y1="0" y2="24" class="promise"/></svg></div>`,
  )}</div>`;
}
