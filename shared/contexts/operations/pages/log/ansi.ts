import { escapeText } from '#html/markup.ts';
import { html, raw, type Html } from '#html/markup.ts';
import { overwritten, terminalOrder } from '#kernel/terminal.ts';

/** How a piece of a line looks: names of classes of the stylesheet. */
interface Look {
  bold: boolean;
  /** `a1` to `a7`, or none. */
  colour: string;
}

const PLAIN: Look = { bold: false, colour: '' };

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const SELECT = /\u001b\[([0-9;]{0,40})m/g;

/**
 * R16. A line as a terminal would show it: what was written over by a carriage return is gone, colours are classes, other orders to a terminal are
 * left out, and the rest is text (X2).
 */
export function terminalLine(line: string): Html {
  const shown = overwritten(line.replace(terminalOrder, (order) => (order.endsWith('m') && order.startsWith('\u001b[') ? order : '')));
  const pieces: Html[] = [];
  let look = PLAIN;
  let last = 0;
  for (const found of shown.matchAll(SELECT)) {
    pieces.push(dressed(shown.slice(last, found.index), look));
    look = selected(look, found[1] ?? '');
    last = found.index + found[0].length;
  }
  pieces.push(dressed(shown.slice(last), look));
  return html`${pieces}`;
}

function selected(look: Look, codes: string): Look {
  const numbers = codes.split(';').map(Number);
  let now = look;
  for (let n = 0; n < numbers.length; n += 1) {
    const code = numbers[n] ?? 0;
    // Colours of their own: five numbers, or three.
    if (code === 38 || code === 48) n += numbers[n + 1] === 5 ? 2 : 4;
    else now = oneSelected(now, code);
  }
  return now;
}

function oneSelected(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1 || code === 22) return { ...look, bold: code === 1 };
  if (code === 39) return { ...look, colour: '' };
  if (code >= 31 && code <= 37) return { ...look, colour: `a${code - 30}` };
  return code >= 91 && code <= 97 ? { ...look, colour: `a${code - 90}` } : look;
}

function dressed(text: string, { bold, colour }: Look): Html {
  if (text === '') return html``;
  const classes = [...(bold ? ['ab'] : []), ...(colour === '' ? [] : [colour])].join(' ');
  return classes === '' ? raw(escapeText(text)) : html`<span class="${classes}">${text}</span>`;
}
