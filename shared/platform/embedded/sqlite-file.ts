import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '#kernel/store/errors.ts';

/** What one of our files is known by. */
export interface FileKind {
  /** A table that every one of them has, with these columns among others. */
  table: string;
  columns: readonly string[];
  /** `user_version` of what this program writes; 0 in files from before it was set. */
  version: number;
}

/**
 * Z5. Before anything is written: a file of a newer program, of another program, or a broken one is refused, and stays as it is, byte for
 * byte. One that is not there, or is empty, is nobody's yet.
 */
export function refuseForeign(path: string, kind: FileKind): void {
  if (path === ':memory:' || (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  const seen = looked(path, kind.table);
  if (seen === undefined) return;
  if (!isOurs(seen, kind)) throw refusal(path, 'belongs to another program: give Rehearsal a data folder of its own');
  if (seen.version > kind.version)
    throw new StoreError(
      'newer_shape',
      `${path} was written by a newer program (its shapes have number ${seen.version}, this program knows ${kind.version}): start the newer one, or go back to a backup`,
    );
}

interface Seen {
  version: number;
  /** All tables of the file, and the columns of ours. */
  tables: string[];
  columns: string[];
}

function isOurs({ tables, columns }: Seen, kind: FileKind): boolean {
  return tables.length === 0 || kind.columns.every((column) => columns.includes(column));
}

/** Undefined where it cannot be looked at without writing, as while a journal waits to be rolled back: then whoever opens it says what is wrong. */
function looked(path: string, table: string): Seen | undefined {
  const handle = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    const version = Number(handle.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    const tables = handle.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const columns = handle.prepare('SELECT name FROM pragma_table_info(?)').all(table);
    return { version, tables: tables.map((row) => String(row['name'])), columns: columns.map((row) => String(row['name'])) };
  } catch (error) {
    if (isBroken(error)) throw broken(path, error);
    return undefined;
  } finally {
    handle.close();
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, with their extended codes. No `instanceof`: under Jest, errors of Node's own come from another realm. */
export function isBroken(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return code === 11 || code === 26;
}

export function broken(path: string, cause: unknown): StoreError {
  return refusal(path, `is broken, or no database (${String(cause)}): restore it from a backup`, cause);
}

function refusal(path: string, why: string, cause?: unknown): StoreError {
  return new StoreError('unavailable', `${path} ${why}`, undefined, { cause });
}
