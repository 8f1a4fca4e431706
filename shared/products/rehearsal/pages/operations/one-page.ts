import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import { isEnded, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { PageContent } from '#html/document.ts';
import { facts } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { logScript } from '#html/script/log.ts';
import { fittingLines, maskAddresses, plural, shortSha } from '#html/text.ts';
import { fitting } from '#contexts/operations/pages/log/fit.ts';
import { foldable, rowsOf } from '#contexts/operations/pages/log/rows.ts';
import { moment, type When } from '#html/times.ts';
import { lengthOf, stateTag, withinLink } from '#products/rehearsal/pages/operations/words.ts';

interface Tail {
  lines: readonly string[];
  isCut: boolean;
}

export interface OperationView {
  listing: Listing;
  output: { stdout: Tail; stderr: Tail } | undefined;
  /** R12. Whether whoever looks may read what it wrote. */
  maySee: boolean;
  /** Of what is at work: its last lines on stdout, and how many there are on stderr. */
  writing?: { from: number; lines: readonly string[]; problems: number } | undefined;
  /** How it is stopped; undefined of what is over. */
  stop: AskView | undefined;
  when: When;
}

/** O6. One operation: how it stands and why, its times, where it ran, whose it is, and the end of what it wrote. */
export function operationPage({ listing, output, maySee, writing, stop, when }: OperationView): PageContent {
  const { name, program, backend, people, commit, home, attempts, createdAt, startedAt, endedAt, id } = listing;
  const body = html`<div class="card"><p class="lead">${stateTag(listing)}</p>${whyNote(listing)}
${facts(
  ['Of', withinLink(listing)],
  ['Program', program.replaceAll('_', ' ')],
  ['Backend', html`<a href="/backends/${backend}">${backend}</a>`],
  ['Repository or workspace', home],
  ['Commit', commit && html`<span class="mono">${shortSha(commit)}</span>`],
  ['By', people[0]],
  ['Made', moment(createdAt, when)],
  ['Started', startedAt === undefined ? undefined : moment(startedAt, when)],
  ['Ended', endedAt === undefined ? undefined : moment(endedAt, when)],
  ['Ran', lengthOf(listing, when)],
  ['Attempts', attempts === undefined ? undefined : String(attempts)],
  ['Id', html`<span class="mono small">${id}</span>`],
)}${stop === undefined ? undefined : html`<div class="asks">${foldedAsk(stop)}</div>`}</div>
${!maySee ? notForYou : output === undefined ? (writing === undefined ? noOutput(listing) : writingCard(id, writing)) : html`<p><a href="/operations/${encodeURIComponent(id)}/log">All that it wrote, by its lines</a></p>${streamCard('What it wrote', 'stdout', output.stdout)}${streamCard('Problems it wrote', 'stderr', output.stderr)}`}`;
  return { title: name, body, back: ['/operations', 'Operations'], ...(writing === undefined ? {} : { script: logScript }) };
}

function whyNote({ state, backend, within: { kind, id } }: Listing): Html | undefined {
  if (state !== 'pending') return undefined;
  const owner =
    kind === 'run' ? html` Which of them, and who can change it, stands on the page of <a href="/runs/${id}">its run</a>.` : undefined;
  return html`<div class="note wait"><p>It has not started: it waits for its turn, for what it needs, or for the <a href="/backends/${backend}">backend ${backend}</a>.${owner}</p></div>`;
}

const notForYou = html`<section class="card" aria-labelledby="output"><h2 id="output">What it wrote</h2><p>It may hold personal data: it is shown to those with the right <code>outputs.read</code> here. <a href="/roles">Who has it</a>.</p></section>`;

function noOutput(listing: Listing): Html {
  const { kind, id } = listing.within;
  const where =
    kind === 'run'
      ? html`What its run released stands on <a href="/runs/${id}">the run’s page</a>.`
      : isEnded(listing)
        ? 'Nothing that it wrote is kept here.'
        : html`<a href="/operations/${encodeURIComponent(listing.id)}/log">Follow what it writes</a>; its end is shown here once it has ended.`;
  return html`<section class="card" aria-labelledby="output"><h2 id="output">What it wrote</h2><p>${where}</p></section>`;
}

/** Followed by the page's script; without it, it is what there was. */
function writingCard(id: string, { from, lines, problems }: NonNullable<OperationView['writing']>): Html {
  const log = `/operations/${encodeURIComponent(id)}/log`;
  const rows = fitting(rowsOf(lines, from), STREAM_BYTES, 'last');
  const wrong = problems === 0 ? undefined : html` · <a href="${log}?stream=stderr">Problems it wrote: ${plural(problems, 'line')}</a>`;
  return html`<section class="card" aria-labelledby="output"><h2 id="output">What it is writing</h2><p><a href="${log}">All of it, by its lines</a>${wrong}</p>
${lines.length === 0 ? html`<p>Nothing yet.</p>` : undefined}<div class="log mono" tabindex="0" role="region" aria-label="Its last lines" data-log="${from + lines.length - 1}" data-stream="stdout" data-of="${log}" data-tail>${foldable(rows)}</div></section>`;
}

/** Of each stream. */
const STREAM_BYTES = 25_000;
/** Characters of one line. */
const LINE = 2_000;

function streamCard(title: string, stream: string, { lines, isCut }: Tail): Html {
  const all = lines.map((line) => clipped(maskAddresses(line.slice(0, LINE + 300))));
  const last = fittingLines(all.toReversed(), STREAM_BYTES).toReversed();
  const shown =
    lines.length === 0
      ? html`<p>Nothing.</p>`
      : html`<pre class="log" tabindex="0" aria-label="${title}">${last.map((line) => `${line}\n`).join('')}</pre>`;
  const isShort = isCut || last.length < lines.length;
  const note = isShort ? html`<p class="quiet small">The last ${plural(last.length, 'line')}; there are more before them.</p>` : undefined;
  return html`<section class="card" aria-labelledby="${stream}"><h2 id="${stream}">${title}</h2>${note}${shown}</section>\n`;
}

function clipped(line: string): string {
  return line.length > LINE ? `${line.slice(0, LINE)}…` : line;
}
