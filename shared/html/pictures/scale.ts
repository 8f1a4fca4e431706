import { DAY, HOUR, MINUTE, type Duration, type Instant } from '#kernel/time.ts';

/** A round number at or above the largest of them, so that a scale ends where people can read it. */
export function roundedUp(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return Math.max(1, step * power);
}

const steps: readonly Duration[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY];

/** A few instants on the way, each at a full minute, hour or day of UTC. */
export function ticks(from: Instant, to: Instant, most = 6): Instant[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const found: Instant[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to && found.length <= most; at += step) found.push(at);
  return found;
}
