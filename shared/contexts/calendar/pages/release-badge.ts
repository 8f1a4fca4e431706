import type { Badge } from '#html/badge.ts';
import type { Instant } from '#kernel/time.ts';

/** `cut 5 Dec 2026, 22:59 UTC` before its hard cutoff, `was cut …` from then on. */
export function releaseBadge({ name, hardCutoff }: { name: string; hardCutoff: Instant }, now: Instant): Badge {
  const [day, time] = [dayOf(hardCutoff), new Date(hardCutoff).toISOString().slice(11, 16)];
  const isCut = now >= hardCutoff;
  return { label: `release ${name}`, message: `${isCut ? 'was cut' : 'cut'} ${day}, ${time} UTC`, tone: isCut ? 'plain' : 'good' };
}

function dayOf(at: Instant): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}
