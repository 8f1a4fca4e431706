import type { Duration, Instant } from '#kernel/time.ts';

/** B9. `never`: nobody has heard of its agent yet. `since`: when it was last heard, or since when it is waited for. */
export interface Silence {
  never: boolean;
  since: Instant;
}

/** When a backend's agent was last heard. */
export interface Heard {
  lastSeenAt?: Instant;
}

/** Of a backend whose agent is to report; others have none. `waitedSince`: from when one that was never heard has been waited for. Pure. */
export function silenceOf(
  { executor }: { executor: string },
  { lastSeenAt }: Heard,
  silentAfter: Duration | undefined,
  now: Instant,
  waitedSince: Instant | undefined,
): Silence | undefined {
  if (executor !== 'agent' || silentAfter === undefined) return undefined;
  const since = lastSeenAt ?? waitedSince;
  return since === undefined || now - since <= silentAfter ? undefined : { never: lastSeenAt === undefined, since };
}
