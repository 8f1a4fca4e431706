import type { Duration, Instant } from '#kernel/time.ts';

/** B9. What a backend's agent was given and answered: buckets of one day each, and the last operations one by one. It never grows beyond that. */
export interface BackendStatistics {
  slug: string;
  /** The newest last. */
  days: readonly DayOfBackend[];
  /** The newest last. */
  last: readonly EndOfOperation[];
}

/** Of one day of UTC, `2026-11-30`. */
export interface DayOfBackend {
  day: string;
  /** Operations that its agent took up. */
  given: number;
  /** Operations whose end it told. */
  answered: number;
  /** How they ended → how many. */
  ended: Readonly<Record<string, number>>;
}

export interface EndOfOperation {
  at: Instant;
  /** How it ended: one of a closed list of whoever counts. */
  ended: string;
  /** From when it was there to be taken up until it was. */
  waited: Duration;
  ran: Duration;
  /** What its agent was asked for: `action`, `run`. Left out of those of before it was kept. */
  of?: string;
}

/** So many days are kept, and so many operations. */
const DAYS = 32;
const LAST = 100;

export function newStatistics(slug: string): BackendStatistics {
  return { slug, days: [], last: [] };
}

export function countGiven(statistics: BackendStatistics, at: Instant): BackendStatistics {
  return onDay(statistics, at, (day) => ({ ...day, given: day.given + 1 }));
}

export function countEnd(statistics: BackendStatistics, end: EndOfOperation): BackendStatistics {
  const counted = countAnswer(statistics, end);
  return { ...counted, last: [...counted.last, end].slice(-LAST) };
}

/** Of what says nothing of how long work takes, and comes so often that it would be all that is kept. */
export function countAnswer(statistics: BackendStatistics, { ended, at }: Pick<EndOfOperation, 'ended' | 'at'>): BackendStatistics {
  return onDay(statistics, at, (day) => ({
    ...day,
    answered: day.answered + 1,
    ended: { ...day.ended, [ended]: (day.ended[ended] ?? 0) + 1 },
  }));
}

function onDay(statistics: BackendStatistics, at: Instant, change: (day: DayOfBackend) => DayOfBackend): BackendStatistics {
  const name = new Date(at).toISOString().slice(0, 10);
  const known = statistics.days.find(({ day }) => day === name) ?? { day: name, given: 0, answered: 0, ended: {} };
  const others = statistics.days.filter(({ day }) => day !== name);
  const days = [...others, change(known)].toSorted((a, b) => (a.day < b.day ? -1 : 1)).slice(-DAYS);
  return { ...statistics, days };
}

interface Spread {
  median: Duration;
  /** Nine of ten took no longer. */
  p90: Duration;
}

/** Of the operations that are kept one by one; undefined where there is none. */
export function spreadOf(statistics: BackendStatistics, of: 'waited' | 'ran'): Spread | undefined {
  const sorted = statistics.last.map((end) => end[of]).toSorted((a, b) => a - b);
  const [median, p90] = [rank(sorted, 0.5), rank(sorted, 0.9)];
  return median === undefined || p90 === undefined ? undefined : { median, p90 };
}

/** From fewer nothing is told. */
const LEAST = 5;

/** B2. Nine of ten of this kind that ended well took no longer; undefined where too few are known. */
export function usualLength({ last }: Pick<BackendStatistics, 'last'>, kind: string): Duration | undefined {
  const lengths = last.flatMap(({ of, ended, ran }) => (of === kind && ended === 'exited_zero' ? [ran] : [])).toSorted((a, b) => a - b);
  return lengths.length < LEAST ? undefined : rank(lengths, 0.9);
}

/** The nearest rank. */
function rank(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(sorted.length * share) - 1];
}

/** Of all days that are kept. */
export function totalsOf({ days }: BackendStatistics): Omit<DayOfBackend, 'day'> {
  const ended: Record<string, number> = {};
  for (const day of days) for (const [how, count] of Object.entries(day.ended)) ended[how] = (ended[how] ?? 0) + count;
  return {
    given: days.reduce((sum, { given }) => sum + given, 0),
    answered: days.reduce((sum, { answered }) => sum + answered, 0),
    ended,
  };
}
