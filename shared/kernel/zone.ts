import { DAY, SECOND, type Duration, type Instant } from '#kernel/time.ts';

/** What a clock on the wall and the calendar beside it show. Months and days count from 1. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** When the clocks of a zone show a time: once, or twice where they were put back; or never, where they were put forward over it. */
export type Shown =
  | { first: Instant; second?: Instant }
  /** `changedAt`: when they were put forward, by `skipped`. `meant`: the instant that it would have been. */
  | { changedAt: Instant; skipped: Duration; meant: Instant };

/** Throws RangeError for a zone that is not known. */
export function shownAt(local: LocalTime, timeZone: string): Shown {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute);
  // No clock changes twice within two days, so one of these two offsets holds at the time meant.
  const before = offsetAt(asUtc - DAY, timeZone);
  const after = offsetAt(asUtc + DAY, timeZone);
  const [first, second] = [asUtc - Math.max(before, after), asUtc - Math.min(before, after)].filter(
    (at) => at + offsetAt(at, timeZone) === asUtc,
  );
  if (first !== undefined) return second === undefined || second === first ? { first } : { first, second };
  const changedAt = changeBetween(asUtc - after, asUtc - before, timeZone);
  return { changedAt, skipped: after - before, meant: asUtc - before };
}

/**
 * The instant of a local time in a named zone (C2). Where clocks were put back it exists twice: the earlier one counts. Where they were put
 * forward it does not exist: it moves forward by as much as the clocks did. Pure: the zone's rules are the runtime's own data. Throws
 * RangeError for a zone that it does not know.
 */
export function instantOf(local: LocalTime, timeZone: string): Instant {
  const when = shownAt(local, timeZone);
  return 'first' in when ? when.first : when.meant;
}

/**
 * Where a span of local time begins or ends that names this time: `first` for its beginning, `last` for its end. A time that comes twice
 * counts from its first to its second; one that the clocks leave out is where they do. So every minute that the clocks show inside of the
 * span lies in it, and none ends before it begins. Throws RangeError for a zone that is not known.
 */
export function edgesOf(local: LocalTime, timeZone: string): { first: Instant; last: Instant } {
  const when = shownAt(local, timeZone);
  if ('first' in when) return { first: when.first, last: when.second ?? when.first };
  return { first: when.changedAt, last: when.changedAt };
}

/** The instant between the two, the earlier one first, at which the zone's clocks are changed. */
function changeBetween(from: Instant, to: Instant, timeZone: string): Instant {
  const after = offsetAt(to, timeZone);
  let [low, high] = [from, to];
  while (high - low > SECOND) {
    const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
    if (offsetAt(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return high;
}

export function localTime(at: Instant, timeZone: string): LocalTime {
  const shown = new Date(at + offsetAt(at, timeZone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/** How far the zone's clocks are ahead of UTC at an instant. */
export function offsetAt(at: Instant, timeZone: string): Duration {
  // `12/5/2026, 23:59:00`: en-US keeps this order.
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (clockOf(timeZone).format(at).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / SECOND) * SECOND;
}

/** Making one is slow, and there are few zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}
