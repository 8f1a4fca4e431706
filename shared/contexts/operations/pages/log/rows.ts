import { html, raw, type Html } from '#html/markup.ts';
import { maskAddresses } from '#html/text.ts';
import { terminalLine } from '#contexts/operations/pages/log/ansi.ts';

/** Characters of a line that a page shows; all of it is in the download. */
const LONGEST = 4_000;

/** R12, R16. Lines with their numbers, each with an address of its own; what belongs together can be folded. */
export function logRows(lines: readonly string[], from: number): Html {
  const pieces: Html[] = [];
  let isOpen = false;
  lines.forEach((line, n) => {
    const group = groupOf(line);
    if (isOpen && (group !== undefined || isGroupEnd(line))) {
      pieces.push(raw('</details>'));
      isOpen = false;
    }
    if (group === undefined) return void pieces.push(row(line, from + n));
    pieces.push(raw('<details open><summary>'), row(group, from + n), raw('</summary>'));
    isOpen = true;
  });
  if (isOpen) pieces.push(raw('</details>'));
  return html`${pieces}`;
}

function row(line: string, number: number): Html {
  const shown = line.length > LONGEST ? `${line.slice(0, LONGEST)}… [${line.length - LONGEST} more characters are in the download]` : line;
  return html`<div id="L${number}"><a href="#L${number}">${number}</a> ${terminalLine(maskAddresses(shown))}</div>`;
}

/** A line that begins a group, as build tools write it; undefined for any other. */
function groupOf(line: string): string | undefined {
  return /^(?:::group::|##\[group\]|(?:---|\+\+\+|~~~) )(.{1,300})$/.exec(line)?.[1];
}

function isGroupEnd(line: string): boolean {
  return line === '::endgroup::' || line === '##[endgroup]';
}
