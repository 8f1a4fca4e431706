import type { Instant } from '#kernel/time.ts';
import { shownAt } from '#kernel/zone.ts';

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$/;

/** An instant as people write it: `2026-12-01T09:00Z`, or without an offset as the zone's clock shows it. Undefined where it is none. One that the clocks leave out is right after. */
export function readTime(text: string, timeZone: string): Instant | undefined {
  const [, year, month, day, hour, minute, offset] = TIME.exec(text) ?? [];
  if (year === undefined || Number.isNaN(Date.parse(offset === undefined ? `${text}Z` : text))) return undefined;
  if (offset !== undefined) return Date.parse(text);
  try {
    const local = { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute) };
    const when = shownAt(local, timeZone);
    return 'first' in when ? when.first : when.changedAt;
  } catch {
    // The zone is named as a problem of its own.
    return Date.parse(`${text}Z`);
  }
}
