import type { PageContent } from '#html/document.ts';
import { html, type Html } from '#html/markup.ts';
import { logScript } from '#html/script/log.ts';
import { maskAddresses, plural } from '#html/text.ts';
import { plainLine } from '#kernel/terminal.ts';
import { logRows } from '#contexts/operations/pages/log/rows.ts';

export interface LogView {
  /** Whose it is, and the path of the page about that. */
  back: readonly [path: string, label: string];
  name: string;
  stream: 'stdout' | 'stderr';
  /** The last ones, or those about a line. */
  window: { from: number; lines: readonly string[]; total: number; bytes: number };
  /** It goes on: what is new is put behind. */
  isRunning: boolean;
  search?: { text: string; count: number; shown: readonly { line: number; text: string }[] } | undefined;
}

/** Lines of one window. */
export const LOG_WINDOW = 1_000;

/** W6, R17. What one operation wrote: its end first, and any other part by its lines; searched and counted by the server. */
export function logPage(view: LogView): PageContent {
  const { back, name, stream, window, search } = view;
  const { from, lines, total, bytes } = window;
  const to = from + lines.length - 1;
  const said =
    total === 0
      ? html`<p>Nothing${view.isRunning ? ' yet' : ''}.</p>`
      : html`<p id="where">Lines ${from} to ${to} of ${total} (${sizeOf(bytes)}).</p>`;
  const body = html`<div class="card">${streams(stream)}
<form class="filter" method="get" role="search"><input type="hidden" name="stream" value="${stream}">
<div class="field"><label for="q">Search in all lines</label><input id="q" name="q" value="${search?.text ?? ''}" maxlength="200"></div>
<div class="field"><label for="line">Go to line</label><input id="line" name="line" inputmode="numeric" maxlength="9"></div>
<button type="submit">Show</button> <a class="button quiet" href="?stream=${stream}&amp;download=1" download>Download</a></form></div>
${search === undefined ? undefined : found(search, stream)}
<section class="card" aria-labelledby="log"><h2 id="log">${stream === 'stdout' ? 'What it wrote' : 'Problems it wrote'}</h2>${said}${total === 0 ? undefined : ways(view)}
<div class="log mono" tabindex="0" role="region" aria-label="Lines"${view.isRunning && to >= total ? html` data-log="${to}" data-stream="${stream}"` : undefined}>${logRows(lines, from)}</div>
${total === 0 ? undefined : ways(view)}</section>`;
  return { title: `Log of ${name}`, body, back, script: logScript };
}

function streams(stream: LogView['stream']): Html {
  const one = (key: LogView['stream'], label: string): Html =>
    stream === key ? html`<strong aria-current="page">${label}</strong>` : html`<a href="?stream=${key}">${label}</a>`;
  return html`<p>${one('stdout', 'What it wrote (stdout)')} · ${one('stderr', 'Problems it wrote (stderr)')}</p>`;
}

/** Where one can go from here; all of it is an address. */
function ways({ window: { from, lines, total }, stream }: LogView): Html {
  const to = from + lines.length - 1;
  const at = (line: number, label: string): Html => html`<a href="?stream=${stream}&amp;from=${line}">${label}</a> `;
  return html`<nav aria-label="Parts of the log"><p>${from > 1 ? html`${at(1, 'Beginning')}${at(Math.max(1, from - LOG_WINDOW), 'Earlier lines')}` : undefined}${to < total ? html`${at(to + 1, 'Later lines')}<a href="?stream=${stream}">End</a>` : undefined}</p></nav>`;
}

function found({ text, count, shown }: NonNullable<LogView['search']>, stream: string): Html {
  const more = count > shown.length ? html`<p>The first ${shown.length} are listed.</p>` : undefined;
  return html`<section class="card" aria-labelledby="found"><h2 id="found">${plural(count, 'line')} with “${text}”</h2>${more}
<ul class="rows">${shown.map(({ line, text: one }) => html`<li><a href="?stream=${stream}&amp;line=${line}#L${line}">Line ${line}</a> <span class="mono small">${plainLine(maskAddresses(one)).slice(0, 300)}</span></li>`)}</ul></section>`;
}

function sizeOf(bytes: number): string {
  return bytes < 10_000
    ? plural(bytes, 'byte')
    : bytes < 10_000_000
      ? `${Math.round(bytes / 1_000)} KB`
      : `${Math.round(bytes / 1_000_000)} MB`;
}
