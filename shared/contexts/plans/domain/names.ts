import { bytesOf } from '#contexts/plans/domain/bytes.ts';
import { LARGEST_PAGE } from '#contexts/plans/domain/limits.ts';
import type { Page, Place } from '#contexts/plans/domain/page.ts';

/** A part of a plan’s directory: names in order, and where each step is kept. It never changes. */
export interface NamesPart {
  plan: string;
  n: number;
  names: readonly { name: string; page: number; at: number }[];
}

/** Names of one part, however short. */
const MOST = 400;

export function makeNames(id: string, pages: readonly Page[]): NamesPart[] {
  const all = pages
    .flatMap(({ n, steps }) => steps.map(({ name }, at) => ({ name, page: n, at })))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parts: (typeof all)[] = [];
  let size = 0;
  for (const one of all) {
    const own = bytesOf(JSON.stringify(one)) + 1;
    const last = parts.at(-1);
    const fits = last !== undefined && last.length < MOST && size + own <= LARGEST_PAGE;
    if (fits) last.push(one);
    else parts.push([one]);
    size = fits ? size + own : own;
  }
  return parts.map((names, n) => ({ plan: id, n, names }));
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
