import { estimate, monthOfRow, type ReleaseRow } from '#contexts/calendar/domain/releases.ts';
import { shownReleases, type ShownRelease } from '#contexts/calendar/domain/shown.ts';
import type { MonthName } from '#contexts/calendar/domain/days.ts';
import type { CalendarRules, RuledRelease } from '#contexts/calendar/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';

type Calendar = Pick<CalendarRules, 'releases' | 'calendar'>;

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * C1. The release of this name: a row; the row of a month that was an estimate when it was named, and has a date now; or an estimate.
 * Nothing is ever cut by an estimate.
 */
export function releaseNamed(rules: Calendar, name: string | undefined): ShownRelease | undefined {
  const { releases, calendar } = rules;
  const row = releases.find((one) => one.name === name);
  if (row !== undefined) return shown(row);
  if (calendar === undefined || name === undefined || !MONTH.test(name)) return undefined;
  const dated = releases.find((one) => estimateOf(rules, one) === name);
  return dated === undefined ? shown(estimate(calendar, name), true) : shown(dated);
}

/** C1, I16: what a request can be aimed at: every row, and the estimates that the calendar shows. None where the calendar has no rows: then any name will do. */
export function choosableReleases(rules: Calendar, now: Instant): ShownRelease[] {
  if (rules.releases.length === 0) return [];
  const estimates = shownReleases(rules, now).filter(({ estimated }) => estimated);
  return [...rules.releases.map((row) => shown(row)), ...estimates].toSorted((a, b) => a.hardCutoff - b.hardCutoff);
}

/** The name that a row's release had while it was an estimate; undefined when it has kept it, or nothing estimates. */
export function estimateOf({ calendar }: Pick<Calendar, 'calendar'>, row: RuledRelease): MonthName | undefined {
  if (calendar === undefined) return undefined;
  const whole: ReleaseRow = { ...row, softCutoff: row.softCutoff ?? row.hardCutoff };
  const month = monthOfRow(whole, calendar);
  return month === row.name ? undefined : month;
}

function shown({ name, hardCutoff }: Pick<RuledRelease, 'name' | 'hardCutoff'>, estimated = false): ShownRelease {
  return { name, hardCutoff, estimated };
}
