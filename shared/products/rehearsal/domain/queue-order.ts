import { releaseNamed } from '#contexts/calendar/domain/named.ts';
import { DAY, type Instant } from '#kernel/time.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';

/** Sortable text, smaller is served earlier (Q3): essential first, then the earlier cutoff, then longer waiting. */
export function queueRank(state: Identified & Requested & Allocated, rules: Rules): string {
  const cutoff = releaseNamed(rules, state.submission.targetRelease)?.hardCutoff;
  const since = state.queuedSince ?? state.submittedAt;
  return [state.submission.essential === true ? '0' : '1', pad(cutoff ?? FAR), pad(since), state.id].join('-');
}

const FAR: Instant = 999_999_999_999_999;

function pad(instant: Instant): string {
  return String(Math.max(0, Math.trunc(instant))).padStart(15, '0');
}

/** Whoever has waited this long goes first, whatever else is more urgent: so nobody starves. */
export const STARVING_AFTER = 5 * DAY;

/** The next to be served, from the head of the ranking and the one that has waited longest. */
export function pickNext<W extends { id: string; queuedSince: Instant }>(
  first: W | undefined,
  oldest: W | undefined,
  at: Instant,
): W | undefined {
  if (oldest !== undefined && at - oldest.queuedSince >= STARVING_AFTER) return oldest;
  return first ?? oldest;
}
