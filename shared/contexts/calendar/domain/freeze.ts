import { largest } from '#kernel/lists.ts';
import type { Instant } from '#kernel/time.ts';
import { dateText, dayOf, spanOf, weekdayOf, weekdays, type DayNumber, type Weekday } from '#contexts/calendar/domain/days.ts';

/** C8. While it lasts nothing new starts on its backends; on all of them when it names none. Its end does not belong to it. */
export type Freeze = {
  name: string;
  backends?: readonly string[] | undefined;
  /** Who of the admins may start something in spite of it (person ids); all of them when left out. */
  overrideBy?: readonly string[] | undefined;
} & (
  | { kind: 'dated'; from: Instant; to: Instant }
  | {
      kind: 'weekly';
      timeZone: string;
      /** Days on which it begins, at `from` (`18:00`). */
      weekdays: readonly Weekday[];
      from: string;
      /** The end's time; on the next day if it is not after `from`, or on the next such weekday. */
      to: string;
      untilWeekday?: Weekday | undefined;
    }
);

export interface Frozen {
  /** Names of the freezes, the one that was found first at the front. */
  names: string[];
  /** When something may start again. */
  until: Instant;
}

/** How many freezes that follow on one another are looked through for the end. */
const MOST_IN_A_ROW = 50;

/** C8: what keeps a backend from starting something now. Undefined: nothing. */
export function frozen(freezes: readonly Freeze[], backend: string, at: Instant): Frozen | undefined {
  const here = freezes.filter(({ backends }) => backends === undefined || backends.includes(backend));
  const names: string[] = [];
  let until = at;
  for (let n = 0; n < MOST_IN_A_ROW; n += 1) {
    const next = here.flatMap((freeze) => windowsAround(freeze, until).map((window) => ({ ...window, name: freeze.name })));
    const covering = next.filter(({ from, to }) => from <= until && until < to);
    if (covering.length === 0) break;
    for (const { name } of covering) if (!names.includes(name)) names.push(name);
    until = largest(
      Number.NEGATIVE_INFINITY,
      covering.map(({ to }) => to),
    );
  }
  return names.length === 0 ? undefined : { names, until };
}

/** What lies ahead, earliest first: for feeds and pages. */
export function freezesBetween(freezes: readonly Freeze[], from: Instant, to: Instant): ({ freeze: Freeze } & Window)[] {
  return freezes
    .flatMap((freeze) => windows(freeze, from, to).map((window) => ({ freeze, ...window })))
    .filter((window) => window.to > from && window.from < to)
    .toSorted((a, b) => a.from - b.from);
}

type WeeklyFreeze = Extract<Freeze, { kind: 'weekly' }>;

interface Window {
  from: Instant;
  to: Instant;
  /** The day on which it begins, in its own zone; one that has dates has one window only. */
  begins?: string;
}

/** Each with which one of its name it is, from 1: two may share a name, and are two all the same. */
export function numbered(freezes: readonly Freeze[]): { freeze: Freeze; nth: number }[] {
  const seen = new Map<string, number>();
  return freezes.map((freeze) => {
    const nth = (seen.get(freeze.name) ?? 0) + 1;
    seen.set(freeze.name, nth);
    return { freeze, nth };
  });
}

function windowsAround(freeze: Freeze, at: Instant): Window[] {
  return windows(freeze, at, at);
}

/** Every window that may touch the time between the two, both included. */
function windows(freeze: Freeze, from: Instant, to: Instant): Window[] {
  if (freeze.kind === 'dated') return [{ from: freeze.from, to: freeze.to }];
  const first = dayOf(from, freeze.timeZone) - 8;
  const last = dayOf(to, freeze.timeZone);
  const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  return days.flatMap((day) => (freeze.weekdays.includes(weekdayOf(day)) ? windowFrom(freeze, day) : []));
}

/** None where the clocks leave the whole window out. */
function windowFrom({ from, to, timeZone, ...rest }: WeeklyFreeze, day: DayNumber): Window[] {
  const span = spanOf({ day, time: from }, { day: day + length({ from, to, ...rest }, day), time: to }, timeZone);
  return span.from < span.to ? [{ ...span, begins: dateText(day) }] : [];
}

/** Days from the day of its begin to that of its end. */
function length({ from, to, untilWeekday }: Pick<WeeklyFreeze, 'from' | 'to' | 'untilWeekday'>, day: DayNumber): number {
  if (untilWeekday === undefined) return to > from ? 0 : 1;
  const days = (weekdays.indexOf(untilWeekday) - weekdays.indexOf(weekdayOf(day)) + 7) % 7;
  return days === 0 && to <= from ? 7 : days;
}
