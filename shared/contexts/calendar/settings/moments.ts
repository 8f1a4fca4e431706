import { atTime, dayFromText, spanOf } from '#contexts/calendar/domain/days.ts';
import type { Instant } from '#kernel/time.ts';
import { z } from 'zod';

const OFFSET = z.iso.datetime({ offset: true });
const LOCAL = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * C2. The one place where a written time becomes an instant: an instant with its offset, a local time (`2026-12-05T23:59`) in the zone, or
 * a date at the time of day given. Undefined when it is none of these, or no such day.
 */
export function readMoment(text: string, timeOfDay: string, timeZone: string): Instant | undefined {
  if (OFFSET.safeParse(text).success) return Date.parse(text);
  const [, date = text, time = timeOfDay] = LOCAL.exec(text) ?? [];
  const day = dayFromText(date);
  return day === undefined ? undefined : atTime(day, time, timeZone);
}

/**
 * A span between two written times (readMoment). A local time that comes twice is taken early where the span begins and late where it ends,
 * one that the clocks leave out is where they do. Undefined when one of them is no time.
 */
export function readSpan(from: string, to: string, timeZone: string): { from: Instant; to: Instant } | undefined {
  const [begin, end] = [edges(from, timeZone)?.from, edges(to, timeZone)?.to];
  return begin === undefined || end === undefined ? undefined : { from: begin, to: end };
}

function edges(text: string, timeZone: string): { from: Instant; to: Instant } | undefined {
  if (OFFSET.safeParse(text).success) return { from: Date.parse(text), to: Date.parse(text) };
  const [, date = text, time = '00:00'] = LOCAL.exec(text) ?? [];
  const day = dayFromText(date);
  return day === undefined ? undefined : spanOf({ day, time }, { day, time }, timeZone);
}

export const moment = z
  .string()
  .refine(
    (text) => readMoment(text, '00:00', 'UTC') !== undefined,
    'must be a date, a local time such as 2026-12-05T23:59, or an instant such as 2026-12-05T23:59:00+01:00',
  );
