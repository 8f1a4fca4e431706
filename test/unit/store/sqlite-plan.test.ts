import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { querySql } from '#adapters/embedded/sqlite-query.ts';
import { prepareSchema } from '#adapters/embedded/sqlite-schema.ts';
import { checkQuery, type AnyQuery } from '#adapters/store/check-query.ts';
import { collections, indexes, type CollectionName, type IndexDeclaration } from '#contracts/documents.ts';

/** The declared indexes, and of each kind that is not declared yet one. */
const declared: Record<string, IndexDeclaration> = {
  ...indexes,
  everywhere: { collection: 'agentTasks', equal: ['open'], order: { field: 'createdAt', direction: 'desc' }, scope: 'all' },
  unordered: { collection: 'outbox', equal: ['kind', 'state'] },
  unorderedEverywhere: { collection: 'mails', equal: ['person'], scope: 'all' },
};

/** Every shape that a query on the index can take. */
function shapes(index: string, declaration: IndexDeclaration): AnyQuery[] {
  const collection: { parent?: CollectionName } = collections[declaration.collection];
  const everywhere = collection.parent !== undefined && declaration.scope === 'all';
  const parent = collection.parent !== undefined && !everywhere ? { parent: 'p' } : {};
  const plain = { index, equal: Object.fromEntries(declaration.equal.map((field) => [field, 'v'])), ...parent, limit: 10 };
  const bounds = declaration.order === undefined ? [{}] : [{}, { from: 1 }, { to: 1 }, { from: 1, to: 2 }, { from: 'a' }, { to: 'a' }];
  const after = { after: { value: 1, id: 'x', ...(everywhere ? { parent: 'p' } : {}) } };
  return bounds.flatMap((bound) => [
    { ...plain, ...bound },
    { ...plain, ...bound, ...after },
  ]);
}

function open(tables = declared): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  prepareSchema(db, tables);
  return db;
}

describe('Z3 every query searches its own index, scans nothing and sorts nothing', () => {
  for (const [name, declaration] of Object.entries(declared)) {
    test(`index ${name}`, () => {
      const db = open();
      for (const query of shapes(name, declaration)) {
        const sql = querySql(checkQuery(query, declared), 'version, parent, id, json');
        const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql.text}`).all(...sql.values);
        const steps = plan.map((row) => String(row['detail']));
        expect(steps).toHaveLength(1);
        expect(steps[0]).toMatch(new RegExp(`^SEARCH documents USING INDEX ${name} \\(collection=\\?`));
        for (const _ of declaration.equal) expect(steps[0]).toContain('<expr>=?');
      }
      db.close();
    });
  }
});

test('a collection group is ordered by value, parent and id, and continues behind any of them', () => {
  const db = open();
  const insert = db.prepare('INSERT INTO documents (path, collection, parent, id, json) VALUES (?, ?, ?, ?, ?)');
  for (const [parent, id, createdAt] of [
    ['a', '2', 1],
    ['a', '1', 1],
    ['b', '1', 1],
    ['a', '3', 0],
    ['a-b', '1', 1],
  ] as const) {
    insert.run(`backends/${parent}/agentTasks/${id}`, 'agentTasks', parent, id, JSON.stringify({ open: true, createdAt }));
  }
  const found = (query: Partial<AnyQuery>): string[] => {
    const sql = querySql(checkQuery({ index: 'everywhere', equal: { open: true }, limit: 10, ...query }, declared), 'parent, id');
    return db
      .prepare(sql.text)
      .all(...sql.values)
      .map((row) => `${String(row['parent'])}/${String(row['id'])}`);
  };
  expect(found({})).toEqual(['b/1', 'a-b/1', 'a/2', 'a/1', 'a/3']);
  expect(found({ after: { value: 1, parent: 'a-b', id: '1' } })).toEqual(['a/2', 'a/1', 'a/3']);
  expect(() => found({ after: { value: 1, id: '1' } })).toThrow(/after names a parent/);
  db.close();
});

test('an index that changed is built anew over what is there, one that is gone is dropped', () => {
  const db = open({
    mine: { collection: 'outbox', equal: [], order: { field: 'createdAt', direction: 'asc' } },
    old: { collection: 'links', equal: ['requestId'] },
  });
  db.exec(`INSERT INTO documents (path, collection, parent, id, json) VALUES ('outbox/a', 'outbox', '', 'a', '{"dueAt":1}')`);
  const mine: IndexDeclaration = { collection: 'outbox', equal: [], order: { field: 'dueAt', direction: 'asc' } };
  prepareSchema(db, { mine });
  const sql = querySql(checkQuery({ index: 'mine', equal: {}, limit: 5 }, { mine }), 'id');
  expect(db.prepare(sql.text).all(...sql.values)).toEqual([{ id: 'a' }]);
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all()).toEqual([{ name: 'mine' }]);
  db.close();
});
