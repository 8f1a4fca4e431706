import type { Instant } from '#kernel/time.ts';
import {
  addMonths,
  atTime,
  firstDay,
  weekdayOf,
  weekdays,
  type DayNumber,
  type MonthName,
  type Weekday,
} from '#contexts/calendar/domain/days.ts';

/** C1. When releases are usually cut: the n-th weekday of the month, moved by days, at a time of day in the calendar's zone. */
export interface CutFormula {
  weekday: Weekday;
  ordinal: 1 | 2 | 3 | 4 | 'last';
  offsetDays: number;
  /** Time of the hard cutoff, `23:59`. */
  hardTime: string;
  /** The soft cutoff is so many days before the hard one, at its own time. */
  softDaysBefore: number;
  softTime: string;
}

export interface Cutoffs {
  softCutoff: Instant;
  hardCutoff: Instant;
}

/** The day of the cut of a month's release. The offset may carry it into the month before or after. */
export function formulaDay({ weekday, ordinal, offsetDays }: CutFormula, month: MonthName): DayNumber {
  if (ordinal === 'last') {
    const end = firstDay(addMonths(month, 1)) - 1;
    return end - ((weekdays.indexOf(weekdayOf(end)) - weekdays.indexOf(weekday) + 7) % 7) + offsetDays;
  }
  const start = firstDay(month);
  const first = start + ((weekdays.indexOf(weekday) - weekdays.indexOf(weekdayOf(start)) + 7) % 7);
  return first + 7 * (ordinal - 1) + offsetDays;
}

/** Both cutoffs of a release whose hard cutoff is on a day. */
export function cutoffsOn(day: DayNumber, formula: CutFormula, timeZone: string): Cutoffs {
  const hardCutoff = atTime(day, formula.hardTime, timeZone);
  return { softCutoff: Math.min(softBefore(day, formula, timeZone), hardCutoff), hardCutoff };
}

export function softBefore(day: DayNumber, { softDaysBefore, softTime }: CutFormula, timeZone: string): Instant {
  return atTime(day - softDaysBefore, softTime, timeZone);
}
