import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PublicationGuard } from '#contexts/operations/domain/action/guard.ts';
import { seekIdentifiers } from '#contexts/operations/domain/action/identifiers.ts';
import { countRows } from '#contexts/operations/domain/action/rows.ts';
import { tableKind, type TableLook } from '#contexts/operations/domain/action/tables.ts';

const PIECE = 256 * 1024;
/** Bytes that a packed table may have, packed and unpacked: all of it is in memory at once. */
const MOST_PACKED = 64 * 1024 * 1024;

/** K3. Looks through a file of ours for columns that tell who somebody is. Undefined where it is no table, or nobody asks. In memory that does not grow with it. */
export function readTable(file: Buffer, path: string, { identifiers, maxBytes }: PublicationGuard): TableLook | undefined {
  const kind = tableKind(path);
  if (kind === undefined) return undefined;
  if (identifiers.length === 0 && kind !== 'packed_text') return undefined;
  if (kind === 'unreadable') return { columns: 'unreadable' };
  const from = openSync(file, 'r');
  try {
    if (kind === 'text') return { columns: look(pieces(from), identifiers) };
    const most = Math.min(maxBytes, MOST_PACKED);
    const all = fstatSync(from).size > most ? 'too_large' : unpack(Buffer.concat([...pieces(from)]), most);
    return typeof all === 'string' ? { columns: all } : { columns: look([all], identifiers), ...(isCsv(path) ? rowsOf(all) : {}) };
  } finally {
    closeSync(from);
  }
}

function rowsOf(all: Buffer): { rows: number } {
  const counter = countRows();
  counter.take(all);
  return { rows: counter.rows() };
}

function isCsv(path: string): boolean {
  return path.toLowerCase().endsWith('.csv.gz');
}

/** What unpacks to more is not unpacked. */
function unpack(packed: Buffer, most: number): Buffer | 'too_large' | 'unreadable' {
  try {
    return gunzipSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too_large'
      : 'unreadable';
  }
}

function* pieces(from: number): Generator<Buffer> {
  for (let at = 0; ;) {
    const piece = Buffer.allocUnsafe(PIECE);
    const read = readSync(from, piece, 0, PIECE, at);
    if (read === 0) return;
    at += read;
    yield piece.subarray(0, read);
  }
}

/** Text is UTF-8 or something like it, or UTF-16 that says so; a zero in it is that of another way to write text, or of no text at all. */
function look(all: Iterable<Buffer>, identifiers: readonly string[]): TableLook['columns'] {
  const search = seekIdentifiers(identifiers);
  let decoder: TextDecoder | undefined;
  for (const piece of all) {
    decoder ??= new TextDecoder(encodingOf(piece));
    for (let at = 0; at < piece.length; at += PIECE) {
      const text = decoder.decode(piece.subarray(at, at + PIECE), { stream: true });
      if (text.includes('\0')) return 'unreadable';
      search.take(text);
    }
    if (search.found()) return 'identifying';
  }
  search.take(decoder?.decode() ?? '');
  search.end();
  return search.found() ? 'identifying' : 'clean';
}

/** By its first letter, which is none of the text: U+FEFF. */
function encodingOf(piece: Buffer): string {
  const [first, second] = piece;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
