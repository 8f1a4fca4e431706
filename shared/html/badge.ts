import type { Tone } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, oneLine } from '#html/text.ts';

/** What a badge says: a name and where it stands. */
export interface Badge {
  label: string;
  message: string;
  tone: Tone;
}

/** White on each of them has a contrast of at least 4.5 : 1. */
const colours: Record<Tone, string> = { good: '#14652f', bad: '#a3190f', wait: '#7a4a00', plain: '#4d5560' };

/** Units of the picture to a character of its font, and around a text. It is told to be so wide, whatever font there is. */
const CHARACTER = 6.6;
const PADDING = 8;
const LONGEST = 60;

/** N9. One self-contained SVG: it loads nothing, runs nothing, and says in its title what it shows. */
export function badgeSvg(badge: Badge): string {
  const label = wordsOf(badge.label);
  const message = wordsOf(badge.message);
  const left = widthOf(label);
  const right = widthOf(message);
  const said = `${label}: ${message}`;
  const text = (words: string, from: number, width: number): Html =>
    html`<text x="${from + width / 2}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" viewBox="0 0 ${left + right} 20" role="img" aria-label="${said}"><title>${said}</title><rect width="${left + right}" height="20" rx="3" fill="${colours[badge.tone]}"/><path d="M3 0h${left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#30363d"/><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">${text(label, 0, left)}${text(message, left, right)}</g></svg>
`.markup;
}

/** XML knows no U+FFFE and U+FFFF, however they are written. */
function wordsOf(text: string): string {
  return clip(oneLine(text), LONGEST).replace(/[\ufffe\uffff]/g, '\ufffd');
}

function widthOf(text: string): number {
  return Math.round(Array.from(text).length * CHARACTER) + 2 * PADDING;
}
