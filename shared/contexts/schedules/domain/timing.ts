import type { Instant } from '#kernel/time.ts';

/** O7. When it is due: once, or again and again by a cron expression. A zone's clock shows both. */
export type Timing = { once: Instant; timeZone: string } | { cron: string; timeZone: string };

/** One time at which a schedule is due. */
export interface Occurrence {
  at: Instant;
  /** The local time, `2026-03-29T01:30`, that the clocks left out: this is right after they were put forward. */
  insteadOf?: string;
}

/** Behind every date. */
const SHOWN = '~';

/** Less than 0: the first comes first. Of one instant, what the clocks left out comes before what they show. */
export function inOrder(a: Occurrence, b: Occurrence): number {
  if (a.at !== b.at || a.insteadOf === b.insteadOf) return a.at - b.at;
  return (a.insteadOf ?? SHOWN) < (b.insteadOf ?? SHOWN) ? -1 : 1;
}

/** Names one occurrence of a schedule for ever, whatever is delivered twice: what it starts is started under this key. Fit for a document's id. */
export function occurrenceKey(schedule: string, { at, insteadOf }: Occurrence): string {
  return [schedule, at, ...(insteadOf === undefined ? [] : [insteadOf.replaceAll(/\D/g, '')])].join('.');
}
