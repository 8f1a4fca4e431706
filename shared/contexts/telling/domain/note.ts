import type { Instant } from '#kernel/time.ts';

/** Effects of earlier versions carry their data as a text: one item a line, instants to the minute. */
export function linesOfNote(note: string): string[] {
  return note.split('\n').filter((line) => line !== '');
}

/** `2027-01-15 08:00 UTC`; undefined where there is none. */
export function minuteIn(note: string): Instant | undefined {
  const [, day, time] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/.exec(note) ?? [];
  const at = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(at) ? undefined : at;
}
