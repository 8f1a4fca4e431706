import type { Instant } from '#kernel/time.ts';
import { legend, percent, framed, type Ink, type Told } from '#html/pictures/frame.ts';
import { ticks } from '#html/pictures/scale.ts';
import { html, type Html } from '#html/markup.ts';
import { clipMiddle } from '#html/text.ts';

interface Band {
  from: Instant;
  to: Instant;
  ink: Ink;
  /** Shown where a pointer rests on it. */
  says: string;
}

export interface Row {
  label: string;
  bands: readonly Band[];
}

interface Bands {
  from: Instant;
  to: Instant;
  rows: readonly Row[];
  inks: readonly (readonly [ink: Ink, word: string])[];
  says: (at: Instant) => string;
}

const ROW = 34;
const TOP = 17;
const FOOT = 16;
const LETTERS = 44;

/** What was when, one row each, over the same time. */
export function bands(told: Told, { from, to, rows, inks, says }: Bands): Html {
  const bottom = rows.length * ROW;
  const drawing = html`<svg class="drawn" width="100%" height="${bottom + FOOT}" role="img" aria-label="${told.title}. ${told.desc}"><title>${told.title}</title><desc>${told.desc}</desc>${ticks(
    from,
    to,
    3,
  ).map((at) => tickOf(at, says, { from, to, bottom }))}${rows.map(({ label, bands: own }, n) => [
    html`<text y="${n * ROW + 12}">${clipMiddle(label, LETTERS)}</text>`,
    own.map((band) => bandOf(band, n * ROW + TOP, from, to)),
  ])}</svg>`;
  return framed(told, drawing, legend(inks));
}

function bandOf({ from, to, ink, says }: Band, top: number, first: Instant, last: Instant): Html {
  const whole = last - first;
  return html`<rect class="f-${ink}" x="${percent(from - first, whole)}" y="${top}" width="${percent(Math.max(to - from, whole / 500), whole)}" height="12" rx="2"><title>${says}</title></rect>`;
}

function tickOf(at: Instant, says: Bands['says'], { from, to, bottom }: { from: Instant; to: Instant; bottom: number }): Html {
  const x = percent(at - from, to - from);
  const share = (at - from) / (to - from);
  const anchor = share < 0.1 ? 'start' : share > 0.9 ? 'end' : 'middle';
  return html`<line class="s-line" x1="${x}" x2="${x}" y2="${bottom}"/><text x="${x}" y="${bottom + 13}" text-anchor="${anchor}">${says(at)}</text>`;
}
