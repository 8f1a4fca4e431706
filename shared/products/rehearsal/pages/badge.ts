import type { Instant } from '#kernel/time.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { toneOf, type Tone } from '#products/rehearsal/pages/blocks.ts';
import { html, type Html } from '#contexts/telling/pages/html.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import { clip, lowerFirst, oneLine } from '#contexts/telling/pages/text.ts';

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

/** The id is in every subject line and the state is on the open board; nothing else of the request is told. */
export function requestBadge({ status }: Pick<Lifecycle, 'status'>): Badge {
  return { label: 'rehearsal', message: lowerFirst(statusLabels[status]), tone: toneOf(status) };
}

export const unknownBadge: Badge = { label: 'rehearsal', message: 'unknown', tone: 'plain' };

/** `cut 5 Dec 2026, 22:59 UTC` before its hard cutoff, `was cut …` from then on. */
export function releaseBadge({ name, hardCutoff }: { name: string; hardCutoff: Instant }, now: Instant): Badge {
  const [day, time] = [dayOf(hardCutoff), new Date(hardCutoff).toISOString().slice(11, 16)];
  const isCut = now >= hardCutoff;
  return { label: `release ${name}`, message: `${isCut ? 'was cut' : 'cut'} ${day}, ${time} UTC`, tone: isCut ? 'plain' : 'good' };
}

function dayOf(at: Instant): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}
