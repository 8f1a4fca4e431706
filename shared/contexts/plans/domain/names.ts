import type { Page, Place } from '#contexts/plans/domain/page.ts';

/** A part of a plan’s directory: names in order, and where each step is kept. It never changes. */
export interface NamesPart {
  plan: string;
  n: number;
  names: readonly { name: string; page: number; at: number }[];
}

/** Names of one part. */
const MOST = 400;

export function makeNames(id: string, pages: readonly Page[]): NamesPart[] {
  const all = pages
    .flatMap(({ n, steps }) => steps.map(({ name }, at) => ({ name, page: n, at })))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Array.from({ length: Math.ceil(all.length / MOST) }, (_, n) => ({ plan: id, n, names: all.slice(n * MOST, (n + 1) * MOST) }));
}

/** Number of the part in which a name stands, if it stands in any. `first`: the first name of each. */
export function partOf(first: readonly string[], name: string): number | undefined {
  const after = first.findIndex((one) => one > name);
  const n = after === -1 ? first.length - 1 : after - 1;
  return n < 0 ? undefined : n;
}

export function placeIn({ names }: NamesPart, name: string): Place | undefined {
  const found = names.find((one) => one.name === name);
  return found === undefined ? undefined : { page: found.page, at: found.at };
}
