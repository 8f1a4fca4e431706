import type { Instant } from './time.ts';

const MEANT = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A day, by UTC, or an instant with its zone, as people and programs type them; `toEnd` is added to the beginning of a day. Undefined: neither. */
export function dayOrInstant(text: string, toEnd: number): Instant | undefined {
  const [, day = ''] = MEANT.exec(text) ?? [];
  const at = day === '' ? Number.NaN : Date.parse(text);
  if (Number.isNaN(at) || !isDay(day)) return undefined;
  return at + (text === day ? toEnd : 0);
}

/** 31 February is none, though a parser may take it for 3 March. */
function isDay(day: string): boolean {
  const at = Date.parse(day);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
