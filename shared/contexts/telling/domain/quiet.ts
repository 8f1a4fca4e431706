import { edgesOf, instantOf, localTime } from '#kernel/zone.ts';
import { DAY, MINUTE, type Instant } from '#kernel/time.ts';

/** N8. Hours of the day, on the reader's own clock, in which no mail that can wait is sent. `from` after `to`: over midnight. */
export interface QuietHours {
  from: string;
  to: string;
  /** For readers whose own is not known. */
  timeZone?: string | undefined;
  /** Not even what cannot wait: the reader has said so. */
  urgentToo?: boolean | undefined;
}

/** When the quiet hours around an instant end. Undefined: they are not now. Clocks may be changed meanwhile: the end is by the clock. Pure. */
export function quietUntil({ from, to }: QuietHours, timeZone: string, at: Instant): Instant | undefined {
  if (from === to) return undefined;
  const now = localTime(at, timeZone);
  const minute = now.hour * 60 + now.minute;
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const isQuiet = start < end ? minute >= start && minute < end : minute >= start || minute < end;
  if (!isQuiet) return undefined;
  const base = Date.UTC(now.year, now.month - 1, now.day) + (start > end && minute >= start ? DAY : 0);
  const day = new Date(base);
  const { first, last } = edgesOf(
    { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour: Math.floor(end / 60), minute: end % 60 },
    timeZone,
  );
  // Where clocks are put back the end can come twice; the second one is then meant.
  return [first, last].find((until) => until > at) ?? at + MINUTE;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** When a reader wants to hear, as far as their mails are concerned. */
export interface Hours {
  /** N8. `false`: none, whatever others have. */
  quiet?: QuietHours | false | undefined;
  /** N8. Time of day by their own clock: what can wait comes then, once a day, in one mail. */
  digestAt?: string | undefined;
  timeZone?: string | undefined;
}

/** Whether anything that this reader gets may have to wait. */
export function mayWait({ quiet, digestAt }: Hours): boolean {
  return digestAt !== undefined || (quiet !== undefined && quiet !== false);
}

/** What the ledger says of one that waits. */
export function whyHeld({ digestAt }: Hours, until: Instant): string {
  const why = digestAt === undefined ? 'quiet hours' : 'held for its reader';
  return `${why} until ${new Date(until).toISOString().slice(0, 16)}Z`;
}

/** The first such time after an instant, by the clocks of a zone; where it comes twice, or is left out, as `instantOf` says. Pure. */
export function nextTimeOfDay(time: string, timeZone: string, at: Instant): Instant {
  const { year, month, day } = localTime(at, timeZone);
  const minutes = minutesOf(time);
  const on = (days: number): Instant => {
    const date = new Date(Date.UTC(year, month - 1, day + days));
    return instantOf(
      {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: Math.floor(minutes / 60),
        minute: minutes % 60,
      },
      timeZone,
    );
  };
  return [on(0), on(1)].find((next) => next > at) ?? on(2);
}
