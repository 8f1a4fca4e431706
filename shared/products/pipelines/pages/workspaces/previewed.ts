import type { OperationAnswer, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { tag, type Tone } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, plural } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';

const looks: Readonly<Record<string, readonly [word: string, tone: Tone]>> = {
  run: ['will run', 'wait'],
  take: ['taken from before', 'good'],
  join: ['joined', 'plain'],
};

/** More than anybody reads; how many there are in all is said before. */
const MOST = 150;

/** O4. What would become of each action of a run. */
export function previewed({ facts = {}, rows = [] }: OperationAnswer, asked: ReadonlyMap<string, string>, when: When): Html {
  const counts = Object.entries(looks).flatMap(([plan, [word]]) => {
    const count = rows.filter((row) => row['plan'] === plan).length;
    return count === 0 ? [] : [`${plural(count, 'action')} ${word}`];
  });
  const { nothing, commit } = facts;
  const where = html`On ${asked.get('backend') ?? ''}, at commit <span class="mono">${String(commit ?? '').slice(0, 7)}</span>: `;
  return html`<p class="lead">${nothing === undefined ? undefined : `${String(nothing)} `}${where}${counts.join(', ')}.</p>
<ul class="rows">${rows.slice(0, MOST).map((row) => html`<li>${choice(row, when)}</li>`)}</ul>${rows.length > MOST ? html`<p class="small">And ${rows.length - MOST} more.</p>` : undefined}`;
}

function choice({ action = '', plan = '', why = '', job, commit }: OperationRow, when: When): Html {
  const [word, tone] = looks[String(plan)] ?? [String(plan), 'plain'];
  const of =
    job === undefined
      ? undefined
      : html` · <a href="/operations/${String(job)}">operation</a>${commit === undefined ? undefined : html` · commit <span class="mono">${String(commit).slice(0, 7)}</span>`}`;
  return html`<p><strong>${clip(String(action), 200)}</strong> ${tag(word, tone)}</p><p class="quiet small">${withTimes(String(why), when)}${of}</p>`;
}

/** Instants in it are ISO texts, for programs. */
function withTimes(text: string, when: When): Html[] {
  return text
    .split(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/)
    .map((part, n) => (n % 2 === 1 ? moment(Date.parse(part), when) : html`${part}`));
}
