import { createHash } from 'node:crypto';
import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, readSync, writeSync, type Stats } from 'node:fs';
import { isCsv } from '#contexts/operations/domain/action/guard.ts';
import { countRows } from '#contexts/operations/domain/action/rows.ts';

/** What was copied, of the very bytes that are in the copy. */
export interface Copied {
  sha256: string;
  bytes: number;
  /** Of CSV files. */
  rows?: number;
}

/** Somebody still writes into it, or put something else in its place. */
export class Changed extends Error {}

const PIECE = 1024 * 1024;

/** Copies what `from` is open on to a new file that nobody may write. Throws `Changed` unless it is one file of one name, and the same before and after. */
export function copyFile(from: number, to: Buffer, path: string): Copied {
  const before = fstatSync(from);
  if (!before.isFile() || before.nlink !== 1) throw new Changed('something else is in the place of a file');
  const copy = openSync(to, 'wx', 0o600);
  try {
    const copied = pour(from, copy, isCsv(path));
    if (!isSame(before, fstatSync(from)) || copied.bytes !== before.size) throw new Changed('a file changed while it was read');
    fchmodSync(copy, 0o444);
    fsyncSync(copy);
    return copied;
  } finally {
    closeSync(copy);
  }
}

function pour(from: number, to: number, hasRows: boolean): Copied {
  const hash = createHash('sha256');
  const counter = hasRows ? countRows() : undefined;
  const piece = Buffer.allocUnsafe(PIECE);
  let bytes = 0;
  for (;;) {
    const read = readSync(from, piece, 0, PIECE, bytes);
    if (read === 0) break;
    const part = piece.subarray(0, read);
    hash.update(part);
    counter?.take(part);
    for (let at = 0; at < read;) at += writeSync(to, part, at);
    bytes += read;
  }
  return { sha256: hash.digest('hex'), bytes, ...(counter === undefined ? {} : { rows: counter.rows() }) };
}

function isSame(a: Stats, b: Stats): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.nlink === b.nlink;
}
