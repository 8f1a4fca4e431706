import { atTime, dateText, dayOf, spanOf, weekdayOf, type Weekday } from '#contexts/calendar/domain/days.ts';
import type { Passage } from '#kernel/promises/passing.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** S5. When people work: local times of one zone. Where clocks change, a span is as long as it really lasts. */
export interface WorkingTime {
  timeZone: string;
  /** Spans of each weekday, earliest first, as `09:00`; `24:00` is the day's end. */
  week: Partial<Record<Weekday, readonly { from: string; to: string }[] | undefined>>;
  /** Days without work, as `2026-12-25`. */
  holidays: readonly string[];
}

/** Only working time passes. */
export function passageOf(working: WorkingTime): Passage {
  return {
    after: (from, time) => afterWorkingTime(working, from, time),
    between: (from, to) => workingTimeBetween(working, from, to),
  };
}

/** Days that are looked at. With so long a holiday nobody is waited for any more: the rest counts as elapsed time. */
const FARTHEST = 3 * 366;

/** When so much working time will have passed since. At the very end of a span when it is used up there. */
export function afterWorkingTime(working: WorkingTime, from: Instant, time: Duration): Instant {
  if (time <= 0) return from;
  let left = time;
  const first = dayOf(from, working.timeZone);
  for (let day = first; day < first + FARTHEST; day += 1) {
    for (const span of spansOf(working, day)) {
      const start = Math.max(span.from, from);
      if (span.to <= start) continue;
      if (left <= span.to - start) return start + left;
      left -= span.to - start;
    }
  }
  return atTime(first + FARTHEST, '00:00', working.timeZone) + left;
}

/** How much working time there is between two instants, the earlier one first. */
export function workingTimeBetween(working: WorkingTime, from: Instant, to: Instant): Duration {
  let time = 0;
  const last = dayOf(to, working.timeZone);
  for (let day = dayOf(from, working.timeZone); day <= last; day += 1)
    for (const span of spansOf(working, day)) time += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  return time;
}

/** In order, and never into one another: where clocks are put back, two spans may claim the same hour. */
function spansOf({ timeZone, week, holidays }: WorkingTime, day: number): { from: Instant; to: Instant }[] {
  if (holidays.includes(dateText(day))) return [];
  let end = Number.NEGATIVE_INFINITY;
  return (week[weekdayOf(day)] ?? []).map((span) => {
    const real = spanOf({ day, time: span.from }, { day, time: span.to }, timeZone);
    const from = Math.max(real.from, end);
    end = Math.max(real.to, from);
    return { from, to: end };
  });
}
