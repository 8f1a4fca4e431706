import type { Duration, Instant } from '#kernel/time.ts';

/** B9. Something that is wrong for a while: told once when it has begun, and once when it is over. */
export interface Episode {
  /** Since when it has been wrong. */
  since: Instant;
  /** When a sweep first saw it, and when one last looked before it was told. */
  seenAt: Instant;
  lookedAt: Instant;
  /** When people were told; absent while it is only suspected. */
  toldAt?: Instant;
}

export interface Patience {
  /** So long a running system must have seen it before it is told. */
  confirm: Duration;
  /** Looks further apart than this saw no running system: whoever was away has to be given their time anew. */
  gap: Duration;
}

/** `keep`: nothing is to be written. `next` undefined: there is no episode any more. */
export type Judged = { keep: true } | { next: Episode | undefined; tell?: 'begun' | 'over' };

/**
 * What a look at something comes to. `since` undefined: nothing is wrong. A machine that slept through the night finds everybody silent when
 * it wakes; so what is seen is a suspicion first, and told only if looks that followed one another all saw it. Pure.
 */
export function judgeEpisode(known: Episode | undefined, since: Instant | undefined, now: Instant, { confirm, gap }: Patience): Judged {
  if (since === undefined) {
    if (known === undefined) return { keep: true };
    return known.toldAt === undefined ? { next: undefined } : { next: undefined, tell: 'over' };
  }
  if (known?.toldAt !== undefined) return { keep: true };
  const stands = known !== undefined && now - known.lookedAt <= gap && since <= known.seenAt;
  const seen: Episode = { since, seenAt: stands ? known.seenAt : now, lookedAt: now };
  return now - seen.seenAt >= confirm ? { next: { ...seen, toldAt: now }, tell: 'begun' } : { next: seen };
}
