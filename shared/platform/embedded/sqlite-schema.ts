import type { DatabaseSync } from 'node:sqlite';
import { indexColumns, indexName, membership } from './sqlite-expressions.ts';
import { prepareLists } from './sqlite-lists.ts';
import type { Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import { collectionsIn } from '#kernel/store/paths.ts';

/**
 * `version` is never used twice, not even by the same document written again (each write takes a new row): two reads that
 * saw the same versions saw the same documents. `parent` is '' where a collection has none.
 */
const table = `CREATE TABLE IF NOT EXISTS documents (
  version INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  collection TEXT NOT NULL,
  parent TEXT NOT NULL,
  id TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT`;

function indexSql(collections: Pick<Collections, 'places'>, declaration: IndexDeclaration): string {
  const columns = indexColumns(collections, declaration).join(', ');
  const members = membership(declaration, collectionsIn(collections, declaration));
  return `CREATE INDEX "${indexName(declaration)}" ON documents (${columns}) WHERE ${members}`;
}

/** Makes the table and brings the file's indexes to the declared ones: new and changed ones are built, others dropped. */
export function prepareSchema(db: DatabaseSync, collections: Pick<Collections, 'places' | 'indexes'>): void {
  db.exec('BEGIN IMMEDIATE');
  db.exec(table);
  prepareLists(db, collections);
  const plain = Object.values(collections.indexes).filter(({ holds }) => holds === undefined);
  const wanted = new Map(plain.map((declaration) => [indexName(declaration), indexSql(collections, declaration)]));
  const present = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'documents' AND sql IS NOT NULL")
    .all();
  for (const { name, sql } of present) {
    if (wanted.get(String(name)) === sql) wanted.delete(String(name));
    else db.exec(`DROP INDEX "${String(name)}"`);
  }
  for (const sql of wanted.values()) db.exec(sql);
  db.exec('COMMIT');
}
