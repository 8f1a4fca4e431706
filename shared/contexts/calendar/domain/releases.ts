import type { Instant } from '#kernel/time.ts';
import { addMonths, dayOf, monthOf, type MonthName } from '#contexts/calendar/domain/days.ts';
import { cutoffsOn, formulaDay, type CutFormula } from '#contexts/calendar/domain/formula.ts';

/** C1. A dated row of the calendar: truth, whatever the formula says. */
export interface ReleaseRow {
  name: string;
  softCutoff: Instant;
  hardCutoff: Instant;
  /** Which month's release it is, where neither its name nor its date tells. */
  month?: MonthName | undefined;
}

export interface ReleaseCalendar {
  /** Dates without a zone, and the formula, are in this one. */
  timeZone: string;
  formula: CutFormula;
  rows: readonly ReleaseRow[];
}

/** `estimated`: nobody has set a date; it is what the formula gives, and it is named after its month. Nothing is ever cut by an estimate. */
export interface Release {
  name: string;
  month: MonthName;
  softCutoff: Instant;
  hardCutoff: Instant;
  estimated: boolean;
}

/** What the formula alone gives for a month. */
export function estimate({ timeZone, formula }: Omit<ReleaseCalendar, 'rows'>, month: MonthName): Release {
  return { name: month, month, ...cutoffsOn(formulaDay(formula, month), formula, timeZone), estimated: true };
}

/** Whose month a row is: as it says, as its name says, or the one whose formula comes nearest. */
export function monthOfRow(row: ReleaseRow, calendar: Omit<ReleaseCalendar, 'rows'>): MonthName {
  const told = row.month ?? /^\d{4}-(?:0[1-9]|1[0-2])$/.exec(row.name)?.[0];
  if (told !== undefined) return told;
  const day = dayOf(row.hardCutoff, calendar.timeZone);
  const near = monthOf(day);
  const distance = (month: MonthName): number => Math.abs(formulaDay(calendar.formula, month) - day);
  const months = [addMonths(near, -1), near, addMonths(near, 1)];
  return months.reduce((best, month) => (distance(month) < distance(best) ? month : best), near);
}

/** Every row, earliest first. */
export function datedReleases(calendar: ReleaseCalendar): Release[] {
  return calendar.rows
    .map((row) => ({
      name: row.name,
      month: monthOfRow(row, calendar),
      softCutoff: row.softCutoff,
      hardCutoff: row.hardCutoff,
      estimated: false,
    }))
    .toSorted((a, b) => a.hardCutoff - b.hardCutoff);
}

/** The releases whose hard cutoff is after `from`, earliest first: rows, and estimates for the months without one, `months` of them at least looked at. */
export function comingReleases(calendar: ReleaseCalendar, from: Instant, months = 6): Release[] {
  const dated = datedReleases(calendar);
  const taken = new Set(dated.map(({ month }) => month));
  const start = monthOf(dayOf(from, calendar.timeZone));
  const looked = Array.from({ length: months + 1 }, (_, n) => addMonths(start, n));
  const estimates = looked.filter((month) => !taken.has(month)).map((month) => estimate(calendar, month));
  return [...dated, ...estimates].filter(({ hardCutoff }) => hardCutoff > from).toSorted((a, b) => a.hardCutoff - b.hardCutoff);
}

/** The row that comes next after an instant; `after`: and after this row, too. Undefined when the calendar ends before. */
export function nextRow<R extends { name: string; hardCutoff: Instant }>(rows: readonly R[], at: Instant, after?: string): R | undefined {
  const last = rows.find(({ name }) => name === after)?.hardCutoff ?? at;
  return rows
    .filter(({ name, hardCutoff }) => name !== after && hardCutoff > Math.max(at, last))
    .reduce<R | undefined>((first, row) => (first === undefined || row.hardCutoff < first.hardCutoff ? row : first), undefined);
}
