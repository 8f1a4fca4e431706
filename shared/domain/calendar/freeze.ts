import type { Instant } from '#domain/time.ts';
import { atTime, dayOf, weekdayOf, weekdays, type DayNumber, type Weekday } from '#domain/calendar/days.ts';

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
    until = Math.max(...covering.map(({ to }) => to));
  }
  return names.length === 0 ? undefined : { names, until };
}

/** What lies ahead, earliest first: for feeds and pages. */
export function freezesBetween(freezes: readonly Freeze[], from: Instant, to: Instant): { name: string; from: Instant; to: Instant }[] {
  return freezes
    .flatMap((freeze) => windows(freeze, from, to).map((window) => ({ name: freeze.name, ...window })))
    .filter((window) => window.to > from && window.from < to)
    .toSorted((a, b) => a.from - b.from);
}

function windowsAround(freeze: Freeze, at: Instant): { from: Instant; to: Instant }[] {
  return windows(freeze, at, at);
}

/** Every window that may touch the time between the two, both included. */
function windows(freeze: Freeze, from: Instant, to: Instant): { from: Instant; to: Instant }[] {
  if (freeze.kind === 'dated') return [{ from: freeze.from, to: freeze.to }];
  const first = dayOf(from, freeze.timeZone) - 8;
  const last = dayOf(to, freeze.timeZone);
  const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  return days.filter((day) => freeze.weekdays.includes(weekdayOf(day))).map((day) => windowFrom(freeze, day));
}

function windowFrom(freeze: Extract<Freeze, { kind: 'weekly' }>, day: DayNumber): { from: Instant; to: Instant } {
  return { from: atTime(day, freeze.from, freeze.timeZone), to: atTime(day + length(freeze, day), freeze.to, freeze.timeZone) };
}

/** Days from the day of its begin to that of its end. */
function length({ from, to, untilWeekday }: Extract<Freeze, { kind: 'weekly' }>, day: DayNumber): number {
  if (untilWeekday === undefined) return to > from ? 0 : 1;
  const days = (weekdays.indexOf(untilWeekday) - weekdays.indexOf(weekdayOf(day)) + 7) % 7;
  return days === 0 && to <= from ? 7 : days;
}
