import type { Freeze } from '#contexts/calendar/domain/freeze.ts';
import type { ReleaseCalendar, ReleaseRow } from '#contexts/calendar/domain/releases.ts';

/** What the settings say of the calendar, as far as decisions depend on it. */
export interface CalendarRules {
  /** C1. The dated rows, earliest first: to these a request can be deferred, and at these it is cut. */
  releases: RuledRelease[];
  /** C1. What estimates the months without a row. Left out: nothing does. */
  calendar?: Pick<ReleaseCalendar, 'timeZone' | 'formula'>;
  /** C8. */
  freezes?: Freeze[];
}

/** The soft cutoff is the hard one unless told. */
export type RuledRelease = Pick<ReleaseRow, 'name' | 'hardCutoff'> & Partial<ReleaseRow>;
