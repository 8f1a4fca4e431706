import { MINUTE, type Duration } from '#kernel/time.ts';

/** S6. Answers of some clocks, as counts: it stays small however many there are. */
export interface Tally {
  answers: number;
  inTime: number;
  /** Bucket of the time to answer → how many. */
  buckets: Record<string, number>;
}

export interface Figures {
  answers: number;
  /** Of all answers, 0 to 1. */
  inTime: number;
  median: Duration;
  ninetieth: Duration;
}

export const noAnswers: Tally = { answers: 0, inTime: 0, buckets: {} };

/** Each bucket is 5 percent wider than the one before, from a minute on: percentiles are at most 5 percent too long. */
const GROWTH = Math.log(1.05);

export function addAnswer({ answers, inTime, buckets }: Tally, took: Duration, promised: Duration): Tally {
  const bucket = String(Math.max(0, Math.ceil(Math.log(Math.max(1, took) / MINUTE) / GROWTH)));
  const now = { ...buckets, [bucket]: (buckets[bucket] ?? 0) + 1 };
  return { answers: answers + 1, inTime: inTime + (took < promised ? 1 : 0), buckets: now };
}

/** Undefined when nothing was answered. */
export function figuresOf(tally: Tally): Figures | undefined {
  const { answers, inTime } = tally;
  if (answers === 0) return undefined;
  return { answers, inTime: inTime / answers, median: percentile(tally, 0.5), ninetieth: percentile(tally, 0.9) };
}

/** The shortest time within which that share of the answers was given. */
function percentile({ answers, buckets }: Tally, share: number): Duration {
  const wanted = Math.ceil(share * answers);
  let seen = 0;
  for (const [bucket, count] of Object.entries(buckets).toSorted(([a], [b]) => Number(a) - Number(b))) {
    seen += count;
    if (seen >= wanted) return Math.round(MINUTE * Math.exp(GROWTH * Number(bucket)));
  }
  return 0;
}
