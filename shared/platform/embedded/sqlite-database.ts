import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { FoundText } from '../store/attempt.ts';
import type { CheckedQuery } from '../store/check-query.ts';
import { broken, isBroken, refuseForeign, type FileKind } from './sqlite-file.ts';
import { countSql, querySql } from './sqlite-query.ts';
import { refAt } from '../store/ref-at.ts';
import { prepareSchema } from './sqlite-schema.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { storeShape } from '#kernel/store/shapes.ts';
import type { Collections } from '#kernel/store/collections.ts';
import { StoreError } from '#kernel/store/errors.ts';

/** How long SQLite itself waits (and this process with it) for another process that is committing, in ms. */
const BUSY_TIMEOUT = 1_000;
/** While opening, others may be building indexes. */
const OPENING_TIMEOUT = 10_000;

/** The open file and the few statements that the store is made of. All of it is synchronous. */
export interface Database {
  handle: DatabaseSync;
  /** `version` 0: there is no such document. */
  read(path: string): { version: number; text: string | undefined };
  versionOf(path: string): number;
  find(query: CheckedQuery): { versions: number[]; found: FoundText[] };
  findVersions(query: CheckedQuery): number[];
  count(query: CheckedQuery): number;
  put(ref: DocumentRef, path: string, text: string): void;
  remove(path: string): void;
}

/** What the store's file is known by. */
export function storeFile(collections: Collections): FileKind {
  return { table: 'documents', columns: ['path', 'collection', 'parent', 'id', 'json'], version: storeShape(collections) };
}

/** Opens or makes the file. WAL with synchronous=FULL: what a COMMIT has acknowledged survives a kill and a power cut. */
export function openDatabase(collections: Collections, path: string): Database {
  refuseForeign(path, storeFile(collections));
  // Readable by the owner only from its first byte on; SQLite gives its companion files the same rights.
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const handle = new DatabaseSync(path, { timeout: OPENING_TIMEOUT });
  try {
    prepare(handle, collections);
  } catch (error) {
    handle.close();
    throw isBroken(error) ? broken(path, error) : error;
  }
  return databaseOf(handle);
}

function prepare(handle: DatabaseSync, collections: Collections): void {
  handle.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA recursive_triggers = OFF;',
  );
  prepareSchema(handle, collections);
  const ours = storeShape(collections);
  const written = Number(handle.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (written < ours) handle.exec(`PRAGMA user_version = ${ours}`);
  handle.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
}

function databaseOf(handle: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const fresh = handle.prepare(sql);
    statements.set(sql, fresh);
    return fresh;
  };
  return {
    handle,
    read(documentPath) {
      const row = prepared('SELECT version, json FROM documents WHERE path = ?').get(documentPath);
      return row === undefined
        ? { version: 0, text: undefined }
        : { version: Number(row['version']), text: String(row['json']), position: String(row['version']).padStart(21, '0') };
    },
    versionOf: (documentPath) => Number(prepared('SELECT version FROM documents WHERE path = ?').get(documentPath)?.['version'] ?? 0),
    find(query) {
      const sql = querySql(query, 'version, path, json');
      const rows = prepared(sql.text).all(...sql.values);
      return { versions: rows.map((row) => Number(row['version'])), found: rows.map((row) => foundText(query, row)) };
    },
    findVersions(query) {
      const sql = querySql(query, 'version');
      return prepared(sql.text)
        .all(...sql.values)
        .map((row) => Number(row['version']));
    },
    count(query) {
      const sql = countSql(query);
      return Number(prepared(sql.text).get(...sql.values)?.['found'] ?? 0);
    },
    put(ref, documentPath, text) {
      const sql = 'INSERT OR REPLACE INTO documents (path, collection, parent, id, json) VALUES (?, ?, ?, ?, ?)';
      prepared(sql).run(documentPath, ref.collection, ref.parent ?? '', ref.id, text);
    },
    remove: (documentPath) => void prepared('DELETE FROM documents WHERE path = ?').run(documentPath),
  };
}

/** SQLITE_BUSY and its extended codes: another process holds the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;
}

export function unavailable(cause: unknown): StoreError {
  return new StoreError(
    'unavailable',
    `the store's file cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    undefined,
    { cause },
  );
}

function foundText(query: CheckedQuery, row: Record<string, unknown>): FoundText {
  return { ref: refAt(query, String(row['path'])), text: String(row['json']), position: String(row['version']).padStart(21, '0') };
}
