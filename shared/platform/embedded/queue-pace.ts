import { DAY, type Duration, type Instant } from '#kernel/time.ts';

/** A token bucket. Times are milliseconds of any clock that does not go back. */
export interface Pace {
  /** How many may start now. */
  available(now: number): number;
  /** Uses that many up. */
  take(count: number, now: number): void;
  /** Milliseconds until at least one may start. */
  wait(now: number): Duration;
}

/** Cloud Tasks picks the burst by itself: a fifth of the rate (500 per second gives 100). */
export function burstOf(ratePerSecond: number): number {
  return Math.max(1, Math.floor(ratePerSecond / 5));
}

export function createPace(ratePerSecond: number): Pace {
  if (!(ratePerSecond > 0)) throw new RangeError('a rate is more than 0 per second');
  const burst = burstOf(ratePerSecond);
  let tokens = burst;
  let filledAt: number | undefined;

  function fill(now: number): void {
    const passed = Math.max(0, now - (filledAt ?? now));
    filledAt = Math.max(now, filledAt ?? now);
    tokens = Math.min(burst, tokens + (passed * ratePerSecond) / 1000);
  }
  function available(now: number): number {
    fill(now);
    // 1/50 s of 50 per second must make one whole token in spite of binary fractions.
    return Math.floor(tokens + 1e-6);
  }
  function take(count: number, now: number): void {
    if (count > available(now)) throw new RangeError('more than the rate allows');
    tokens -= count;
  }
  function wait(now: number): Duration {
    return available(now) > 0 ? 0 : Math.ceil(((1 - tokens) * 1000) / ratePerSecond);
  }
  return { available, take, wait };
}

export interface BackoffFigures {
  minBackoff: Duration;
  maxBackoff: Duration;
}

/**
 * How long to wait after the `failures`-th failure (1 and up): doubling from the least to the greatest, up to a tenth longer so that
 * those who failed together do not come back together, and never shorter than what the other side asked for (at most a day).
 * `random` is in [0, 1).
 */
export function backoff(figures: BackoffFigures, failures: number, random: number, asked: Duration = 0): Duration {
  const doubled = Math.min(figures.maxBackoff, figures.minBackoff * 2 ** Math.min(failures - 1, 60));
  return Math.max(Math.ceil(doubled * (1 + random / 10)), Math.min(asked, DAY));
}

/** Milliseconds asked for by a Retry-After header, in seconds or as a date; undefined when it says nothing sensible. */
export function retryAfter(header: string | undefined, now: Instant): Duration | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
