import { isEnded, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import { smallest } from '#kernel/lists.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** A number that holds from each instant to the next. */
export type Steps = readonly (readonly [at: Instant, value: number])[];

export interface QueueHistory {
  /** Of what began before, not all is known. */
  from: Instant;
  to: Instant;
  waiting: Steps;
  working: Steps;
}

type Spent = Pick<Listing, 'createdAt' | 'startedAt' | 'endedAt' | 'state'>;

/** B7, W7. How many waited and how many were at work, of operations whose times are known anyway: nothing is counted for it. Undefined of none. */
export function queueHistory(listings: readonly Spent[], now: Instant): QueueHistory | undefined {
  if (listings.length === 0) return undefined;
  const from = smallest(
    now,
    listings.map(({ createdAt }) => createdAt),
  );
  const waits = listings.map((one) => [one.createdAt, one.startedAt ?? one.endedAt ?? openUntil(one, now)] as const);
  const works = listings.flatMap((one) =>
    one.startedAt === undefined ? [] : [[one.startedAt, one.endedAt ?? openUntil(one, now)] as const],
  );
  return { from, to: now, waiting: stepsOf(waits, from), working: stepsOf(works, from) };
}

/** Of an end without a time nothing is known, and nothing is counted. */
function openUntil(one: Spent, now: Instant): Instant {
  return isEnded(one) ? (one.startedAt ?? one.createdAt) : now;
}

function stepsOf(spans: readonly (readonly [from: Instant, to: Instant])[], start: Instant): Steps {
  const changes = new Map<Instant, number>();
  for (const [from, to] of spans) {
    if (to <= from) continue;
    changes.set(from, (changes.get(from) ?? 0) + 1);
    changes.set(to, (changes.get(to) ?? 0) - 1);
  }
  let value = 0;
  const steps = [...changes].toSorted(([a], [b]) => a - b).map(([at, by]) => [at, (value += by)] as const);
  return steps[0]?.[0] === start ? steps : [[start, 0], ...steps];
}

export interface UsualLength {
  name: string;
  count: number;
  median: Duration;
  /** Nine of ten took no longer. */
  ninetieth: Duration;
}

/** W7. How long those that ended well took, by name, the longest first. */
export function lengthsByName(listings: readonly Listing[]): UsualLength[] {
  const lengths = new Map<string, Duration[]>();
  for (const { name, state, startedAt, endedAt } of listings)
    if (state === 'done' && startedAt !== undefined && endedAt !== undefined)
      lengths.set(name, [...(lengths.get(name) ?? []), Math.max(0, endedAt - startedAt)]);
  return [...lengths]
    .map(([name, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      return { name, count: all.length, median: rank(sorted, 0.5), ninetieth: rank(sorted, 0.9) };
    })
    .toSorted((a, b) => b.median - a.median || (a.name < b.name ? -1 : 1));
}

/** The nearest rank. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
