import { dateText, dayOf, weekdayOf, type Weekday } from '#contexts/calendar/domain/days.ts';
import { formulaDay } from '#contexts/calendar/domain/formula.ts';
import { monthOfRow, type ReleaseCalendar } from '#contexts/calendar/domain/releases.ts';

/** C2. Something about a row that a person should look at. An `error` cannot be meant; a `warning` can, and the row counts as it stands. */
export interface Finding {
  severity: 'error' | 'warning';
  code: 'same_name' | 'soft_after_hard' | 'same_month' | 'out_of_order' | 'unusual_weekday' | 'differs_from_formula' | 'far_from_formula';
  /** Place in the calendar's rows, from 0. */
  row: number;
  /** Ends the sentence that begins with the row. */
  message: string;
}

/** Days from the formula from which a slip of the pen is more likely than a plan. */
const FAR = 10;
/** So many rows make a weekday usual. */
const USUAL = 3;

/** C2: duplicates, order, weekday, distance from the formula. Every finding of every row. */
export function checkCalendar(calendar: ReleaseCalendar): Finding[] {
  const rows = calendar.rows.map((row, index) => {
    const day = dayOf(row.hardCutoff, calendar.timeZone);
    const month = monthOfRow(row, calendar);
    return { row, index, day, month, weekday: weekdayOf(day), expected: formulaDay(calendar.formula, month) };
  });
  return rows.flatMap((seen) => [...sameAsEarlier(seen, rows), ...wrongOrder(seen, rows), ...weekdayOff(seen, rows), ...distance(seen)]);
}

interface Seen {
  row: ReleaseCalendar['rows'][number];
  index: number;
  day: number;
  month: string;
  weekday: Weekday;
  /** The formula's day for its month. */
  expected: number;
}

function sameAsEarlier({ row, index, month }: Seen, rows: readonly Seen[]): Finding[] {
  const earlier = rows.slice(0, index);
  const name = earlier.find((other) => other.row.name === row.name);
  const twin = earlier.find((other) => other.month === month);
  if (name !== undefined) return [{ severity: 'error', code: 'same_name', row: index, message: `has the name of row ${name.index + 1}` }];
  if (twin === undefined) return [];
  return [{ severity: 'warning', code: 'same_month', row: index, message: `is a release of ${month}, as ${twin.row.name} is` }];
}

function wrongOrder({ row, index, month, day }: Seen, rows: readonly Seen[]): Finding[] {
  const upsideDown: Finding[] =
    row.softCutoff > row.hardCutoff
      ? [{ severity: 'error', code: 'soft_after_hard', row: index, message: 'has its soft cutoff after its hard one' }]
      : [];
  const other = rows.find((one) => one.month < month && one.day >= day);
  if (other === undefined) return upsideDown;
  const message = `is cut on ${dateText(day)}, not after ${other.row.name} (${dateText(other.day)})`;
  return [...upsideDown, { severity: 'warning', code: 'out_of_order', row: index, message }];
}

function weekdayOff({ index, day, weekday, expected }: Seen, rows: readonly Seen[]): Finding[] {
  const usual = weekday === weekdayOf(expected) || rows.filter((other) => other.weekday === weekday).length >= USUAL;
  if (usual) return [];
  const message = `is cut on a ${capital(weekday)} (${dateText(day)}), unlike the others`;
  return [{ severity: 'warning', code: 'unusual_weekday', row: index, message }];
}

function distance({ index, day, expected }: Seen): Finding[] {
  const days = day - expected;
  if (days === 0) return [];
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  const message = `is cut on ${dateText(day)}, ${count} ${days < 0 ? 'before' : 'after'} the formula's ${dateText(expected)}`;
  return [{ severity: 'warning', code: Math.abs(days) > FAR ? 'far_from_formula' : 'differs_from_formula', row: index, message }];
}

function capital(word: Weekday): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
