import type { Gate } from '#contexts/gates/domain/gates.ts';
import type { Hindrance, HindranceKind } from '#contexts/gates/domain/hindrance.ts';

/** What is less than this about the same: whoever knows of a red check, and goes on, is not kept by its running again. */
const WEAKER: Partial<Record<HindranceKind, readonly HindranceKind[]>> = {
  red: ['absent', 'held', 'running'],
  absent: ['held', 'running'],
  held: ['running'],
  changes: ['review'],
};

const MOST = 100;
const LONGEST = 200;

/** Sorted, each once, and few enough for a document (Z3). */
export function hindrances(...all: readonly (Hindrance | readonly Hindrance[])[]): Hindrance[] {
  const byKey = new Map(all.flat().map((one) => [keyOf(one), { ...one, name: one.name.slice(0, LONGEST) }]));
  const sorted = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  if (sorted.length <= MOST) return sorted;
  const rest = sorted.slice(MOST - 1);
  return [...sorted.slice(0, MOST - 1), { what: 'more', name: `${rest.length} ${printOf(rest)}` }];
}

export function each(what: HindranceKind, names: readonly string[]): Hindrance[] {
  return names.map((name) => ({ what, name }));
}

/** What keeps this gate from passing; nothing when it passed, or is skipped. */
export function hindrancesOf({ state, hindrances: seen, why }: Gate): Hindrance[] {
  if (state === 'passed' || state === 'skipped') return [];
  return seen ?? [{ what: 'said', name: why }];
}

/** Whether all that stands in the way now is what was known, or less of the same. */
export function coversAll(known: readonly Hindrance[], now: readonly Hindrance[]): boolean {
  const covered = new Set(known.flatMap(({ what, name }) => [what, ...(WEAKER[what] ?? [])].map((one) => keyOf({ what: one, name }))));
  return now.every((one) => covered.has(keyOf(one)));
}

function keyOf({ what, name }: Hindrance): string {
  return `${what} ${name}`;
}

/** Tells two lists apart, for people who look twice: two sums (FNV-1a) from different starts. Not proof against somebody who calculates. */
export function printOf(list: readonly Hindrance[]): string {
  const text = list.map(keyOf).join('\n');
  return [0x811c9dc5, 0x1b873593].map((start) => sum(text, start).toString(36)).join('');
}

function sum(text: string, start: number): number {
  let hash = start;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
