import type { PageContent } from '#html/document.ts';
import { html, type Html } from '#html/markup.ts';
import { logScript } from '#html/script/log.ts';
import { maskAddresses, plural } from '#html/text.ts';
import { plainLine } from '#kernel/terminal.ts';
import { fitting } from '#contexts/operations/pages/log/fit.ts';
import { foldable, rowsOf } from '#contexts/operations/pages/log/rows.ts';

export interface LogView {
  /** Whose it is, and the path of the page about that. */
  back: readonly [path: string, label: string];
  name: string;
  stream: 'stdout' | 'stderr';
  /** The last ones, those from a line on, or those about one. */
  window: { from: number; lines: readonly string[]; total: number; bytes: number };
  about: 'first' | 'last' | number;
  /** It goes on: what is new is put behind. */
  isRunning: boolean;
  search?: { text: string; count: number; shown: readonly Match[] } | undefined;
}

interface Match {
  line: number;
  text: string;
}

/** Most lines of one window; how many of them stand on a page is a question of their bytes. */
export const LOG_WINDOW = 1_000;
const WINDOW_BYTES = 60_000;
const MATCHES_BYTES = 14_000;

/** W6, R17. What one operation wrote: its end first, and any other part by its lines; searched and counted by the server. */
export function logPage(view: LogView): PageContent {
  const { back, name, stream, search, isRunning } = view;
  const { total, bytes } = view.window;
  const rows = fitting(rowsOf(view.window.lines, view.window.from), WINDOW_BYTES, view.about);
  const [from, to] = [rows[0]?.number ?? 1, rows.at(-1)?.number ?? 0];
  // Whoever searches, or looks at one line, is left where they are.
  const follows = isRunning && to >= total && search === undefined && typeof view.about !== 'number';
  const parts = total === 0 ? undefined : ways({ from, to, total, stream });
  const said =
    total === 0
      ? html`<p>Nothing${isRunning ? ' yet' : ''}.</p>`
      : html`<p id="where">Lines ${from} to ${to} of ${total} (${sizeOf(bytes)}).</p>`;
  const body = html`<div class="card">${streams(stream)}
<form class="filter" method="get" role="search"><input type="hidden" name="stream" value="${stream}">
<div class="field"><label for="q">Search in all lines</label><input id="q" name="q" value="${search?.text ?? ''}" maxlength="200"></div>
<div class="field"><label for="line">Go to line</label><input id="line" name="line" inputmode="numeric" maxlength="9"></div>
<button type="submit">Show</button> <a class="button quiet" href="?stream=${stream}&amp;download=1" download>Download</a></form></div>
${search === undefined ? undefined : found(search, { stream, isRunning })}
<section class="card" aria-labelledby="log"><h2 id="log">${stream === 'stdout' ? 'What it wrote' : 'Problems it wrote'}</h2>${said}${parts}
<div class="log mono" tabindex="0" role="region" aria-label="Lines"${follows ? html` data-log="${to}" data-stream="${stream}"` : undefined}>${foldable(rows)}</div>
${parts}</section>`;
  return { title: `Log of ${name}`, body, back, script: logScript };
}

function streams(stream: LogView['stream']): Html {
  const one = (key: LogView['stream'], label: string): Html =>
    stream === key ? html`<strong aria-current="page">${label}</strong>` : html`<a href="?stream=${key}">${label}</a>`;
  return html`<p>${one('stdout', 'What it wrote (stdout)')} · ${one('stderr', 'Problems it wrote (stderr)')}</p>`;
}

/** Where one can go from here; all of it is an address. */
function ways({ from, to, total, stream }: { from: number; to: number; total: number; stream: string }): Html {
  const at = (what: 'from' | 'to', line: number, label: string): Html =>
    html`<a href="?stream=${stream}&amp;${what}=${line}">${label}</a> `;
  return html`<nav aria-label="Parts of the log"><p>${from > 1 ? html`${at('from', 1, 'Beginning')}${at('to', from - 1, 'Earlier lines')}` : undefined}${to < total ? html`${at('from', to + 1, 'Later lines')}<a href="?stream=${stream}">End</a>` : undefined}</p></nav>`;
}

function found({ text, count, shown }: NonNullable<LogView['search']>, { stream, isRunning }: Pick<LogView, 'stream' | 'isRunning'>): Html {
  const listed = rowsThatFit(shown, stream);
  const [first, next] = [shown[0]?.line ?? 1, shown[listed.length]?.line ?? (shown.at(-1)?.line ?? 0) + 1];
  const query = html`?stream=${stream}&amp;q=${encodeURIComponent(text)}`;
  const isAll = listed.length === count;
  const which = isAll
    ? undefined
    : html`<p>${listed.length} of them are listed, from line ${first} on. ${count > 0 ? html`<a href="${query}">The first</a> · <a href="${query}&amp;hits=${next}">Those from line ${next} on</a>` : undefined}</p>`;
  const again = isRunning ? html`<p>It was still at work when this was searched. <a href="${query}">Search again</a></p>` : undefined;
  return html`<section class="card" aria-labelledby="found"><h2 id="found">${plural(count, 'line')} with “${text}”</h2>${which}${again}
<ul class="rows">${listed}</ul></section>`;
}

function rowsThatFit(shown: readonly Match[], stream: string): Html[] {
  let left = MATCHES_BYTES;
  const rows = shown.map(
    ({ line, text }) =>
      html`<li><a href="?stream=${stream}&amp;at=${line}#L${line}">Line ${line}</a> <span class="mono small">${plainLine(maskAddresses(text.slice(0, 4_000))).slice(0, 300)}</span></li>`,
  );
  const end = rows.findIndex(({ markup }) => (left -= encoder.encode(markup).length) < 0);
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}

const encoder = new TextEncoder();

function sizeOf(bytes: number): string {
  return bytes < 10_000
    ? plural(bytes, 'byte')
    : bytes < 10_000_000
      ? `${Math.round(bytes / 1_000)} KB`
      : `${Math.round(bytes / 1_000_000)} MB`;
}
