import { largest } from '#kernel/lists.ts';
import { columnsOf, headerRowOf, type Grid, type Headers } from './sheet-headers.ts';
import { placesOf } from './sheet-plan.ts';

export interface Restoring {
  /** What the cells said, and should still say, had we not written. */
  truth: Grid;
  now: Grid;
  /** Every text that we wrote since, and the columns where we emptied cells. */
  written: ReadonlySet<string>;
  emptied: ReadonlySet<number>;
  /** Keys of the rows that we added since. */
  added: ReadonlySet<string>;
  /** Rows of now that we wrote into and the columns there, where that is known. */
  touched: ReadonlyMap<number, ReadonlySet<number>>;
  headers: Headers;
}

/** Where a cell's right content is: in the truth, nowhere (it was blank), or here (it is right as it is). */
export type Origin = { row: number; column: number } | 'blank' | 'here';

/**
 * People may have moved rows and columns between our reading and our writing, so that we wrote into other cells than we meant.
 * Finds for every cell what belongs there: rows are matched by key or else by what is in them, columns by header or else by
 * their left neighbour. Only cells that hold a text of ours can be wrong; what people wrote meanwhile stays.
 */
export function originsIn(restoring: Restoring): (row: number, column: number) => Origin {
  const { truth, now, headers } = restoring;
  const isOurs = oursIn(restoring);
  const before = headerRowOf(truth, headers);
  const after = headerRowOf(now, headers) ?? (before === undefined ? undefined : mostLike(truth[before] ?? [], now, isOurs));
  if (before === undefined || after === undefined) return () => 'here';
  const columns = matchColumns(truth[before] ?? [], now[after] ?? [], widthOf(now));
  const rows = matchRows(restoring, before, after, columns);
  const machine = new Set(Object.values(columnsOf(now, after, headers)));
  return (row, column) => {
    const text = now[row]?.[column] ?? '';
    if (!isOurs(text, column)) return 'here';
    const [from, of] = [rows.get(row), columns[column]];
    if (from === 'new') return machine.has(column) ? 'here' : 'blank';
    if (from === undefined) return 'blank';
    if (of === undefined) return 'blank';
    // A heading that we put where none was is right wherever it is: columns are found by it.
    return row === after && (truth[from]?.[of] ?? '') === '' ? 'here' : { row: from, column: of };
  };
}

/** Per column of now the one of the truth. */
function matchColumns(truth: readonly string[], now: readonly string[], width: number): (number | undefined)[] {
  const taken = new Set<number>();
  const match = Array.from({ length: width }, (_, column) => {
    const text = now[column]?.trim() ?? '';
    const found = text === '' ? -1 : truth.findIndex((other, n) => other.trim() === text && !taken.has(n));
    if (found >= 0) taken.add(found);
    return found < 0 ? undefined : found;
  });
  for (let column = 0; column < width; column += 1) {
    const neighbour = column === 0 ? 0 : (match[column - 1] ?? Number.NaN) + 1;
    if (match[column] !== undefined || Number.isNaN(neighbour) || taken.has(neighbour)) continue;
    match[column] = neighbour;
    taken.add(neighbour);
  }
  return match;
}

/** Per row of now the one of the truth, or that we added it. */
function matchRows(
  restoring: Restoring,
  before: number,
  after: number,
  columns: readonly (number | undefined)[],
): Map<number, number | 'new'> {
  const { truth, now, added, touched, headers } = restoring;
  const isOurs = oursIn(restoring);
  const match = new Map<number, number | 'new'>([[after, before]]);
  const taken = new Set([before]);
  const wanted = placesOf(truth, before, columnsOf(truth, before, headers));
  for (const [key, places] of placesOf(now, after, columnsOf(now, after, headers))) {
    for (const [n, place] of places.entries()) {
      const from = wanted.get(key)?.[n];
      if (from !== undefined) taken.add(from);
      if (from !== undefined || (n === 0 && added.has(key))) match.set(place, from ?? 'new');
    }
  }
  const pairs: Pair[] = [];
  for (const [row, texts] of now.entries()) {
    if (match.has(row) || !(touched.has(row) || texts.some((text) => text !== ''))) continue;
    for (const [from, other] of truth.entries()) {
      const score = taken.has(from) ? 0 : likeness(other, texts, columns, isOurs, touched.get(row));
      if (score > 0) pairs.push({ row, from, score });
    }
  }
  for (const { row, from } of pairs.toSorted((left, right) => right.score - left.score)) {
    if (match.has(row) || taken.has(from)) continue;
    match.set(row, from);
    taken.add(from);
  }
  return match;
}

type IsOurs = (text: string, column: number) => boolean;

function oursIn({ written, emptied }: Restoring): IsOurs {
  return (text, column) => (text === '' ? emptied.has(column) : written.has(text));
}

interface Pair {
  row: number;
  from: number;
  score: number;
}

/**
 * 0 when a cell differs that we did not write; else the more the likelier. A text of ours may be there by mistake and says
 * little. Of a row that we wrote into we may have emptied every cell.
 */
function likeness(
  truth: readonly string[],
  now: readonly string[],
  columns: readonly (number | undefined)[],
  isOurs: IsOurs,
  touched: ReadonlySet<number> = new Set(),
): number {
  let [score, emptied] = [0, truth.some((text) => text !== '')];
  for (const [column, of] of columns.entries()) {
    const [text, other] = [now[column] ?? '', of === undefined ? '' : (truth[of] ?? '')];
    if (text !== other && !isOurs(text, column)) return 0;
    if (text !== other && !touched.has(column)) emptied = false;
    if (text === other && text !== '') score += isOurs(text, column) ? 0.01 : 1;
  }
  return emptied && touched.size > 0 ? score + 0.001 : score;
}

/** Where a row is now that is no longer known by its headings. */
function mostLike(row: readonly string[], grid: Grid, isOurs: IsOurs): number | undefined {
  const straight = Array.from({ length: Math.max(row.length, widthOf(grid)) }, (_, n) => n);
  const scores = grid.map((other) => likeness(row, other, straight, isOurs));
  const high = largest(0, scores);
  return high > 0 ? scores.indexOf(high) : undefined;
}

function widthOf(grid: Grid): number {
  return largest(
    0,
    grid.map((row) => row.length),
  );
}
