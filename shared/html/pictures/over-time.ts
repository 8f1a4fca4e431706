import { largest } from '#kernel/lists.ts';
import type { Instant } from '#kernel/time.ts';
import { framed, legend, percent, type Ink, type Told } from '#html/pictures/frame.ts';
import { roundedUp, ticks } from '#html/pictures/scale.ts';
import { html, type Html } from '#html/markup.ts';

/** A number that holds from each instant to the next. */
interface Series {
  name: string;
  ink: Ink;
  points: readonly (readonly [at: Instant, value: number])[];
}

export interface OverTime {
  from: Instant;
  to: Instant;
  series: readonly Series[];
  /** How an instant is written below. */
  says: (at: Instant) => string;
}

const HEIGHT = 120;
const LABEL = 14;
/** Of a time with more changes than that. */
const STRETCHES = 200;

/** How some numbers went: the first as a line, before the areas of the others. */
export function overTime(told: Told, { from, to, series, says }: OverTime): Html {
  const most = roundedUp(
    largest(
      1,
      series.flatMap(({ points }) => points.map(([, value]) => value)),
    ),
  );
  const shapes = series
    .toReversed()
    .map(({ ink, points }, n) => areaOf(thinned(points, from, to), { from, to, most }, ink, n === series.length - 1));
  const drawing = html`<svg class="drawn" width="100%" height="${HEIGHT + 2 * LABEL}" role="img" aria-label="${told.title}. ${told.desc}"><title>${told.title}</title><desc>${told.desc}</desc><line class="s-line" x2="100%" y1="${LABEL}" y2="${LABEL}"/><line class="s-line" x2="100%" y1="${LABEL + HEIGHT}" y2="${LABEL + HEIGHT}"/><svg y="${LABEL}" width="100%" height="${HEIGHT}" viewBox="0 0 1000 ${HEIGHT}" preserveAspectRatio="none">${shapes}</svg><text y="11">${most}</text>${marks(from, to, says)}</svg>`;
  return framed(told, drawing, legend(series.map(({ ink, name }) => [ink, name])));
}

function marks(from: Instant, to: Instant, says: (at: Instant) => string): Html[] {
  return ticks(from, to, 3).map((at) => {
    const x = percent(at - from, to - from);
    const share = (at - from) / (to - from);
    const anchor = share < 0.1 ? 'start' : share > 0.9 ? 'end' : 'middle';
    return html`<line class="s-line" x1="${x}" x2="${x}" y1="${LABEL}" y2="${LABEL + HEIGHT}"/><text x="${x}" y="${HEIGHT + 2 * LABEL - 2}" text-anchor="${anchor}">${says(at)}</text>`;
  });
}

function areaOf(
  points: Series['points'],
  { from, to, most }: { from: Instant; to: Instant; most: number },
  ink: Ink,
  isLine: boolean,
): Html {
  const x = (at: Instant): number => Math.round(((Math.min(Math.max(at, from), to) - from) / Math.max(1, to - from)) * 1000);
  const y = (value: number): number => Math.round(HEIGHT - (value / most) * HEIGHT);
  const path = points.map(([at, value], n) => `${n === 0 ? `M${x(at)} ${HEIGHT}` : `H${x(at)}`}V${y(value)}`).join('');
  if (path === '') return html``;
  return isLine
    ? html`<path class="s-${ink} open" stroke-width="2" vector-effect="non-scaling-stroke" d="${path.replace(/^M(\d+) \d+V(\d+)/, 'M$1 $2')}H1000"/>`
    : html`<path class="f-${ink} s-${ink} area" vector-effect="non-scaling-stroke" d="${path}H1000V${HEIGHT}Z"/>`;
}

/** Of many points the greatest of each stretch: what was full for a moment is seen. */
function thinned(points: Series['points'], from: Instant, to: Instant): Series['points'] {
  if (points.length <= STRETCHES) return points;
  const most = new Map<number, number>();
  const raise = (stretch: number, value: number): void => void most.set(stretch, Math.max(most.get(stretch) ?? 0, value));
  for (const [n, [at, value]] of points.entries()) {
    const [first, last] = [at, points[n + 1]?.[0] ?? to].map((one) => Math.floor(((one - from) / Math.max(1, to - from)) * STRETCHES));
    for (let stretch = Math.max(0, first ?? 0); stretch <= Math.min(STRETCHES - 1, last ?? 0); stretch += 1) raise(stretch, value);
  }
  return [...most].toSorted(([a], [b]) => a - b).map(([stretch, value]) => [from + (stretch / STRETCHES) * (to - from), value] as const);
}
