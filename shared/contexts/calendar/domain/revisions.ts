import { numbered } from '#contexts/calendar/domain/freeze.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';

/** N7. Which version of an entry of the calendar people have been told: number 0 when it was first seen, one more at each change. */
export interface Revision {
  key: string;
  /** What it said; anything else is another revision. */
  print: string;
  sequence: number;
  revisedAt: Instant;
}

export type Entry = Pick<Revision, 'key' | 'print'>;

/** Everything in the settings that a feed of the calendar tells. */
export function calendarEntries({ releases, freezes = [] }: Pick<CalendarRules, 'releases' | 'freezes'>): Entry[] {
  const rows = releases.map(({ name, softCutoff, hardCutoff }) => ({
    key: `release:${name}`,
    print: `${softCutoff ?? hardCutoff} ${hardCutoff}`,
  }));
  return [...rows, ...numbered(freezes).map(({ freeze, nth }) => ({ key: freezeKey(freeze.name, nth), print: JSON.stringify(freeze) }))];
}

/** `nth`: which one of its name it is, see `numbered`. No name holds a line break. */
export function freezeKey(name: string, nth: number): string {
  return nth === 1 ? `freeze:${name}` : `freeze:${name}\n${nth}`;
}

/** Entries that are gone stay for when they come back, up to this many in all. */
const MOST = 600;

/** The revisions after a look at the calendar; the very same list when nothing has changed. Pure. */
export function revise(known: readonly Revision[], entries: readonly Entry[], now: Instant): readonly Revision[] {
  const byKey = new Map(known.map((one) => [one.key, one]));
  const changed = entries.filter(({ key, print }) => byKey.get(key)?.print !== print);
  if (changed.length === 0) return known;
  for (const { key, print } of changed) {
    const before = byKey.get(key);
    byKey.set(key, { key, print, sequence: before === undefined ? 0 : before.sequence + 1, revisedAt: now });
  }
  const wanted = new Set(entries.map(({ key }) => key));
  const gone = [...byKey.values()].filter(({ key }) => !wanted.has(key)).toSorted((a, b) => b.revisedAt - a.revisedAt);
  const kept = [...byKey.values()].filter(({ key }) => wanted.has(key));
  return [...kept, ...gone.slice(0, Math.max(0, MOST - kept.length))];
}
