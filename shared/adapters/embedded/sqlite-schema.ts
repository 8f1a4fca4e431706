import type { DatabaseSync } from 'node:sqlite';
import { collections, indexes } from '#contracts/documents.ts';
import type { CollectionName, IndexDeclaration } from '#contracts/documents.ts';

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

/** JSON text of a field, so that true, 1 and "1" stay three values. */
export function equalExpression(field: string): string {
  return `json -> '${jsonPath(field)}'`;
}

/** Value of a field as SQLite orders it: numbers before texts, texts by their UTF-8 bytes, as Firestore does. */
export function orderExpression(field: string): string {
  return `json ->> '${jsonPath(field)}'`;
}

/** What a document needs to be in the index. Queries repeat it word for word: that is how SQLite knows that the index answers them. */
export function membership(declaration: IndexDeclaration): string {
  const ofCollection = `collection = '${plainWord(declaration.collection)}'`;
  if (declaration.order === undefined) return ofCollection;
  return `${ofCollection} AND json_type(json, '${jsonPath(declaration.order.field)}') IN ('integer', 'real', 'text')`;
}

export function spansParents(declaration: IndexDeclaration): boolean {
  const collection: { parent?: CollectionName } = collections[declaration.collection];
  return collection.parent !== undefined && declaration.scope === 'all';
}

export function indexSql(name: string, declaration: IndexDeclaration): string {
  const everywhere = spansParents(declaration);
  const columns = [
    'collection',
    ...(everywhere ? [] : ['parent']),
    ...declaration.equal.map(equalExpression),
    ...(declaration.order === undefined ? [] : [orderExpression(declaration.order.field)]),
    ...(everywhere ? ['parent'] : []),
    'id',
  ];
  return `CREATE INDEX "${plainWord(name)}" ON documents (${columns.join(', ')}) WHERE ${membership(declaration)}`;
}

/** Makes the table and brings the file's indexes to the declared ones: new and changed ones are built, others dropped. */
export function prepareSchema(db: DatabaseSync, declared: Record<string, IndexDeclaration> = indexes): void {
  db.exec('BEGIN IMMEDIATE');
  db.exec(table);
  const wanted = new Map(Object.entries(declared).map(([name, declaration]) => [name, indexSql(name, declaration)]));
  const present = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all();
  for (const { name, sql } of present) {
    if (wanted.get(String(name)) === sql) wanted.delete(String(name));
    else db.exec(`DROP INDEX "${String(name)}"`);
  }
  for (const sql of wanted.values()) db.exec(sql);
  db.exec('COMMIT');
}

function jsonPath(field: string): string {
  return `$.${plainWord(field)}`;
}

/** Names come from our own tables; this keeps it so that they can stand in SQL as they are. */
function plainWord(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`not a plain name: ${JSON.stringify(name)}`);
  return name;
}
