import type { Row } from '#contexts/operations/pages/log/rows.ts';

/** As many rows as fit into so many bytes, and one at least: from the first on, or those about the row of this number. */
export function fitting(rows: readonly Row[], most: number, about: 'first' | 'last' | number): Row[] {
  const at = about === 'first' ? 0 : about === 'last' ? rows.length - 1 : rows.findIndex(({ number }) => number === about);
  const middle = rows[at];
  if (middle === undefined) return rows.length === 0 ? [] : fitting(rows, most, 'last');
  const before = taken(rows.slice(0, at).toReversed(), (most - middle.bytes) / (about === 'last' ? 1 : 2));
  const after = taken(rows.slice(at + 1), most - middle.bytes - bytesOf(before));
  return [...before.toReversed(), middle, ...after];
}

function taken(rows: readonly Row[], most: number): Row[] {
  let left = most;
  const end = rows.findIndex(({ bytes }) => (left -= bytes) < 0);
  return end < 0 ? [...rows] : rows.slice(0, end);
}

function bytesOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}
