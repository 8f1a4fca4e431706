import { DAY, type Instant } from '#kernel/time.ts';
import { edgesOf, instantOf, localTime, type LocalTime } from '#kernel/zone.ts';

/** Days since 1970-01-01 in the calendar, whatever the clocks do. */
export type DayNumber = number;

/** `2026-12`. Texts of this form sort by time. */
export type MonthName = string;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

export function dayOf(at: Instant, timeZone: string): DayNumber {
  const { year, month, day } = localTime(at, timeZone);
  return Date.UTC(year, month - 1, day) / DAY;
}

/** `time` as `23:59`. */
export function atTime(day: DayNumber, time: string, timeZone: string): Instant {
  return instantOf(localOn(day, time), timeZone);
}

/** A span from one time of day to another, as the clocks of the zone show it (edgesOf); `24:00` is the day's end. Its ends may be one. */
export function spanOf(
  begin: { day: DayNumber; time: string },
  end: { day: DayNumber; time: string },
  timeZone: string,
): { from: Instant; to: Instant } {
  return { from: edgesOf(localOn(begin.day, begin.time), timeZone).first, to: edgesOf(localOn(end.day, end.time), timeZone).last };
}

function localOn(day: DayNumber, time: string): LocalTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const date = new Date((hour < 24 ? day : day + 1) * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: hour % 24, minute };
}

export function weekdayOf(day: DayNumber): Weekday {
  // 1970-01-01 was a Thursday.
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? 'monday';
}

/** `2026-12-05`. */
export function dateText(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Day number of a date such as `2026-12-05`; undefined when there is no such day. */
export function dayFromText(date: string): DayNumber | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || dateText(at / DAY) !== date ? undefined : at / DAY;
}

export function monthOf(day: DayNumber): MonthName {
  return dateText(day).slice(0, 7);
}

export function firstDay(month: MonthName): DayNumber {
  return Date.parse(`${month}-01T00:00:00Z`) / DAY;
}

/** The month so many months later; earlier, when `count` is negative. */
export function addMonths(month: MonthName, count: number): MonthName {
  const date = new Date(firstDay(month) * DAY);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1)).toISOString().slice(0, 7);
}
