import type { DatabaseSync } from 'node:sqlite';
import { equalExpression, membership, orderExpression, plainWord } from './sqlite-expressions.ts';
import type { Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import { placeOf } from '#kernel/store/paths.ts';

/**
 * An index over the texts of a list: a table of its own with a row for each text of each document, in the order of its queries. Triggers
 * keep it as the documents are, whoever writes them. A document written again with the same list, order and equal fields changes nothing
 * here, and that is nearly every write; `recursive_triggers` is off, so that one that is replaced does not count as deleted.
 */
export function heldTable(index: string): string {
  return `held_${plainWord(index)}`;
}

/** Holds the value of the nth equal field. */
export function heldColumn(n: number): string {
  return `held_equal${n}`;
}

/** Makes the declared tables and drops others; a new or changed one is filled from what is there. */
export function prepareLists(db: DatabaseSync, collections: Pick<Collections, 'places' | 'indexes'>): void {
  const wanted = new Map(
    Object.entries(collections.indexes).flatMap(([name, declaration]) => {
      const sql = statementsFor(collections, name, declaration);
      return sql === undefined ? [] : [[heldTable(name), sql] as const];
    }),
  );
  const known = new Map(
    db
      .prepare("SELECT name, sql FROM sqlite_schema WHERE name GLOB 'held_*'")
      .all()
      .map((row) => [String(row['name']), String(row['sql'])]),
  );
  for (const name of new Set([...known.keys()].map((key) => key.replace(/_(?:changed|added|removed|of)$/, '')))) {
    const sql = wanted.get(name);
    if (sql !== undefined && sql.made.every(([part, text]) => known.get(part) === text)) wanted.delete(name);
    else
      for (const part of [...TRIGGERS.map((trigger) => `TRIGGER IF EXISTS "${name}_${trigger}"`), `TABLE IF EXISTS "${name}"`])
        db.exec(`DROP ${part}`);
  }
  for (const { made, fill } of wanted.values()) {
    for (const [, text] of made) db.exec(text);
    db.exec(fill);
  }
}

/** `added` is of files that an earlier version made. */
const TRIGGERS = ['changed', 'added', 'removed'];

interface Statements {
  /** Name and text, as the schema keeps them. */
  made: [string, string][];
  fill: string;
}

function statementsFor(collections: Pick<Collections, 'places'>, name: string, declaration: IndexDeclaration): Statements | undefined {
  const { collection, equal, order, holds } = declaration;
  if (holds === undefined) return undefined;
  if (collection === undefined || order === undefined || placeOf(collections, collection).parent !== undefined)
    throw new TypeError(`${name}: an index over a list has an order, and no parent`);
  const table = heldTable(name);
  const key = ['held_text', ...equal.map((_, n) => heldColumn(n)), 'held_key', 'held_id'];
  const types = [...key.map((column) => `${column} ${column === 'held_key' ? 'ANY' : 'TEXT'} NOT NULL`), 'held_path TEXT NOT NULL'];
  const ours = `collection = '${plainWord(collection)}'`;
  const into = `INSERT OR IGNORE INTO "${table}" (${key.join(', ')}, held_path)`;
  const rows = (of: string, source: string): string => `${into} ${rowsOf(of, source, { ...declaration, collection, holds, order })}`;
  const remove = (of: string): string => `DELETE FROM "${table}" WHERE held_path = ${of}.path;`;
  const same = [
    `json -> '$.${plainWord(holds)}'`,
    ...equal.map((field) => equalExpression(declaration, field)),
    `json -> '$.${plainWord(order.field)}'`,
  ].map((expression) => `${withJsonOf('was', expression)} IS ${withJsonOf('NEW', expression)}`);
  const changed = `NOT EXISTS (SELECT 1 FROM documents AS was WHERE was.path = NEW.path AND ${same.join(' AND ')})`;
  return {
    made: [
      [table, `CREATE TABLE "${table}" (${types.join(', ')}, PRIMARY KEY (${key.join(', ')})) STRICT, WITHOUT ROWID`],
      [`${table}_of`, `CREATE INDEX "${table}_of" ON "${table}" (held_path)`],
      [
        `${table}_changed`,
        `CREATE TRIGGER "${table}_changed" BEFORE INSERT ON documents WHEN NEW.${ours} AND ${changed} BEGIN ${remove('NEW')} ${rows('NEW', '')}; END`,
      ],
      [`${table}_removed`, `CREATE TRIGGER "${table}_removed" AFTER DELETE ON documents WHEN OLD.${ours} BEGIN ${remove('OLD')} END`],
    ],
    fill: rows('documents', 'documents, '),
  };
}

/** The expression, over the document of `of`. */
function withJsonOf(of: string, expression: string): string {
  return expression.replaceAll(/\bjson(?= ->|,)/g, `${of}.json`);
}

/** A row for each text of the list of `of`: a document's row, or that of a trigger. */
function rowsOf(
  of: string,
  source: string,
  declaration: IndexDeclaration & { collection: string; holds: string; order: NonNullable<IndexDeclaration['order']> },
): string {
  const { collection, equal, order, holds } = declaration;
  const json = `${of}.json`;
  const own = (expression: string): string => withJsonOf(of, expression);
  const fixed = equal.map((field) => own(equalExpression(declaration, field)));
  const values = ['held.value', ...fixed, own(orderExpression(order.field)), `${of}.id`, `${of}.path`];
  const conditions = [
    own(membership(declaration, [collection])).replace('collection =', `${of}.collection =`),
    `json_type(${json}, '$.${plainWord(holds)}') = 'array'`,
    "held.type = 'text'",
    ...fixed.map((value) => `${value} IS NOT NULL`),
  ];
  return `SELECT ${values.join(', ')} FROM ${source}json_each(${json}, '$.${plainWord(holds)}') AS held WHERE ${conditions.join(' AND ')}`;
}
