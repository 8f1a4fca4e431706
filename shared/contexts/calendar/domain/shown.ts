import { comingReleases } from '#contexts/calendar/domain/releases.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';

/** C1. A release that is still to be cut, as board, feeds and forms show it. */
export interface ShownRelease {
  name: string;
  hardCutoff: Instant;
  estimated: boolean;
}

/** C1: the rows that are still to be cut and, where a formula says so, the months without one; earliest first. */
export function shownReleases({ releases, calendar }: Pick<CalendarRules, 'releases' | 'calendar'>, now: Instant): ShownRelease[] {
  const rows = releases.map((row) => ({ ...row, softCutoff: row.softCutoff ?? row.hardCutoff }));
  if (calendar !== undefined) return comingReleases({ ...calendar, rows }, now);
  return rows.filter(({ hardCutoff }) => hardCutoff > now).map((row) => ({ ...row, estimated: false }));
}
