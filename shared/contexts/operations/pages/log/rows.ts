import { escapeText, html, raw, type Html } from '#html/markup.ts';
import { maskAddresses } from '#html/text.ts';
import { plainLine } from '#kernel/terminal.ts';
import { terminalLine } from '#contexts/operations/pages/log/ansi.ts';

/** Characters of a line that a page shows; all of it is in the download. An address is a good deal shorter than what is looked at beside. */
const LONGEST = 4_000;
const BESIDE = 300;

/** Bytes of a row's markup: what is more, by colours or by letters of many bytes, is shown without its looks, and shorter. */
const ROW_MOST = 6_000;

/** A line as it stands on a page. */
export interface Row {
  number: number;
  markup: string;
  /** UTF-8. */
  bytes: number;
  /** It begins a group, or ends one. */
  group?: 'begins' | 'ends';
}

/** R12, R16. Lines with their numbers, each with an address of its own. */
export function rowsOf(lines: readonly string[], from: number): Row[] {
  return lines.map((line, n) => {
    const group = groupOf(line);
    const markup = row(group ?? line, from + n);
    const { length: bytes } = encoder.encode(markup);
    return { number: from + n, markup, bytes, ...(group !== undefined ? { group: 'begins' } : isGroupEnd(line) ? { group: 'ends' } : {}) };
  });
}

/** What belongs together can be folded. A group that is not over with the last row says so: what comes later goes on with it. */
export function foldable(rows: readonly Row[]): Html {
  const pieces: string[] = [];
  const last = rows.findLastIndex(({ group }) => group !== undefined);
  let isOpen = false;
  rows.forEach(({ markup, group }, n) => {
    if (isOpen && group !== undefined) {
      pieces.push('</details>');
      isOpen = false;
    }
    if (group !== 'begins') return void pieces.push(markup);
    pieces.push(`<details open${n === last ? ' data-open' : ''}><summary>`, markup, '</summary>');
    isOpen = true;
  });
  if (isOpen) pieces.push('</details>');
  return raw(pieces.join(''));
}

const encoder = new TextEncoder();

function row(line: string, number: number): string {
  const masked = maskAddresses(line.slice(0, LONGEST + BESIDE));
  const shown = masked.slice(0, LONGEST);
  const isCut = masked.length > LONGEST || line.length > LONGEST + BESIDE;
  const markup = rowMarkup(number, html`${terminalLine(shown)}${isCut ? rest(line.length - shown.length) : undefined}`);
  return encoder.encode(markup).length <= ROW_MOST ? markup : shortRow(plainLine(shown), line.length, number);
}

function rowMarkup(number: number, content: Html): string {
  return html`<div id="L${number}"><a href="#L${number}">${number}</a> ${content}</div>`.markup;
}

/** As many whole letters as there is room for. */
function shortRow(plain: string, length: number, number: number): string {
  let [left, shown] = [ROW_MOST - 300, ''];
  for (const letter of plain) {
    left -= encoder.encode(escapeText(letter)).length;
    if (left < 0) break;
    shown += letter;
  }
  return rowMarkup(number, html`${shown}${rest(length - shown.length)}`);
}

function rest(characters: number): string {
  return characters > 0 ? `… [${characters} more characters are in the download]` : '';
}

/** A line that begins a group, as build tools write it; undefined for any other. */
function groupOf(line: string): string | undefined {
  return /^(?:::group::|##\[group\]|(?:---|\+\+\+|~~~) )(.{1,300})$/.exec(line)?.[1];
}

function isGroupEnd(line: string): boolean {
  return line === '::endgroup::' || line === '##[endgroup]';
}
