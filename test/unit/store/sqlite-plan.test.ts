import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { countSql, querySql } from '#platform/embedded/sqlite-query.ts';
import { indexName } from '#platform/embedded/sqlite-expressions.ts';
import { prepareSchema } from '#platform/embedded/sqlite-schema.ts';
import { checkCount, checkQuery, type AnyQuery } from '#platform/store/check-query.ts';
import { collections } from '#functions/wiring/collections.ts';
import type { IndexDeclaration } from '#kernel/store/collections.ts';
import { collectionsIn, placeOf } from '#kernel/store/paths.ts';

/** The declared indexes, and of each kind that is not declared yet one. */
const declared: Record<string, IndexDeclaration> = {
  ...collections.indexes,
  everywhere: { collection: 'agentTasks', equal: ['open'], order: { field: 'createdAt', direction: 'desc' }, scope: 'all' },
  unordered: { collection: 'outbox', equal: ['kind', 'state'] },
  unorderedEverywhere: { collection: 'mails', equal: ['person'], scope: 'all' },
};

/** Every shape that a query on the index can take. */
function shapes(index: string, declaration: IndexDeclaration): AnyQuery[] {
  const hasParent = declaration.collection === undefined || placeOf(collections, declaration.collection).parent !== undefined;
  const everywhere = hasParent && declaration.scope === 'all';
  const parent = hasParent && !everywhere ? { parent: 'p' } : {};
  const [collection = ''] = collectionsIn(collections, declaration);
  const ofSegment = declaration.segment === undefined ? {} : { collection };
  const held = declaration.holds === undefined ? {} : { holds: 'h' };
  const plain = {
    index,
    ...held,
    equal: Object.fromEntries(declaration.equal.map((field) => [field, field === 'collection' ? collection : 'v'])),
    ...parent,
    limit: 10,
  };
  const bounds = declaration.order === undefined ? [{}] : [{}, { from: 1 }, { to: 1 }, { from: 1, to: 2 }, { from: 'a' }, { to: 'a' }];
  const after = { after: { value: 1, id: 'x', ...(everywhere ? { parent: 'p' } : {}), ...ofSegment } };
  return bounds.flatMap((bound) => [
    { ...plain, ...bound },
    { ...plain, ...bound, ...after },
  ]);
}

/** All of an index over a segment, from one of its ends, is what a query without a bound asks for. */
function searched({ segment, equal }: IndexDeclaration, { from, to, after }: Partial<AnyQuery>): 'SCAN' | 'SEARCH' {
  return segment !== undefined && equal.length === 0 && from === undefined && to === undefined && after === undefined ? 'SCAN' : 'SEARCH';
}

function open(tables = declared): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  prepareSchema(db, { ...collections, indexes: tables });
  return db;
}

describe('Z3 every query searches its own index, scans nothing and sorts nothing', () => {
  for (const [name, declaration] of Object.entries(declared)) {
    test(`index ${name}`, () => {
      const db = open();
      for (const query of shapes(name, declaration)) {
        const sql = querySql(checkQuery({ ...collections, indexes: declared }, query), 'version, path, json');
        const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql.text}`).all(...sql.values);
        const steps = plan.map((row) => String(row['detail']));
        if (declaration.holds !== undefined) {
          expect(steps).toEqual([
            expect.stringMatching(new RegExp(`^SEARCH held_${name} USING PRIMARY KEY \\(held_text=\\?`)),
            expect.stringMatching(/^SEARCH documents USING INDEX \S+ \(path=\?\)$/),
          ]);
          continue;
        }
        expect(steps).toHaveLength(1);
        expect(steps[0]).toMatch(new RegExp(`^${searched(declaration, query)} documents USING INDEX ${indexName(declaration)}`));
        if (declaration.collection !== undefined) expect(steps[0]).toContain('(collection=?');
        if (query.after !== undefined && declaration.order !== undefined) expect(steps[0]).toMatch(/<expr>[<>]/);
        for (const _ of declaration.equal) expect(steps[0]).toContain('<expr>=?');
      }
      db.close();
    });
  }
});

describe('Z3 every count is made by its own index', () => {
  for (const [name, declaration] of Object.entries(declared)) {
    test(`index ${name}`, () => {
      const db = open();
      for (const { limit: _limit, after: _after, ...query } of shapes(name, declaration)) {
        const sql = countSql(checkCount({ ...collections, indexes: declared }, query));
        const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql.text}`).all(...sql.values);
        const own =
          declaration.holds === undefined
            ? `documents USING (?:COVERING )?INDEX ${indexName(declaration)}`
            : `held_${name} USING PRIMARY KEY`;
        expect(steps.map((row) => String(row['detail']))).toEqual([
          expect.stringMatching(new RegExp(`^${searched(declaration, query)} ${own}`)),
        ]);
      }
      db.close();
    });
  }
});

test('an index over a list is filled from what is there, kept as it is, and dropped with all that belongs to it', () => {
  const db = open({});
  const insert = db.prepare('INSERT INTO documents (path, collection, parent, id, json) VALUES (?, ?, ?, ?, ?)');
  insert.run('requests/a', 'requests', '', 'a', '{"submittedAt":1,"terms":["x"]}');
  insert.run('outbox/b', 'outbox', '', 'b', '{"submittedAt":1,"terms":["x"]}');
  const mine = { collection: 'requests', equal: [], holds: 'terms', order: { field: 'submittedAt', direction: 'desc' } } as const;
  prepareSchema(db, { ...collections, indexes: { mine } });
  prepareSchema(db, { ...collections, indexes: { mine } });
  const sql = querySql(checkQuery({ ...collections, indexes: { mine } }, { index: 'mine', equal: {}, holds: 'x', limit: 5 }), 'id');
  expect(db.prepare(sql.text).all(...sql.values)).toEqual([{ id: 'a' }]);
  prepareSchema(db, { ...collections, indexes: {} });
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'held_*'").all()).toEqual([]);
  insert.run('requests/c', 'requests', '', 'c', '{"submittedAt":1,"terms":["x"]}');
  db.close();
});

test('Z3 a document written again with the same list, order and equal fields costs one row, and any of them that changes is followed', () => {
  const mine = { collection: 'requests', equal: ['status'], holds: 'terms', order: { field: 'submittedAt', direction: 'desc' } } as const;
  const db = open({ mine });
  const replace = db.prepare('INSERT OR REPLACE INTO documents (path, collection, parent, id, json) VALUES (?, ?, ?, ?, ?)');
  const rows = (): unknown[] =>
    db
      .prepare('SELECT held_text, held_equal0, held_key FROM held_mine')
      .all()
      .map((row) => Object.values(row));
  /** How many rows of any table this write changed. */
  const put = (document: unknown): number => {
    const changes = (): number => Number(db.prepare('SELECT total_changes() AS n').get()?.['n']);
    const before = changes();
    replace.run('requests/a', 'requests', '', 'a', JSON.stringify(document));
    return changes() - before;
  };
  const first = { status: 'open', submittedAt: 1, terms: ['x', 'y', 'x'] };
  put(first);
  expect(rows()).toEqual([
    ['x', '"open"', 1],
    ['y', '"open"', 1],
  ]);
  expect(put({ ...first, more: 2 })).toBe(1);
  put({ ...first, status: 'over' });
  expect(rows()).toEqual([
    ['x', '"over"', 1],
    ['y', '"over"', 1],
  ]);
  put({ ...first, terms: ['z', 3] });
  expect(rows()).toEqual([['z', '"open"', 1]]);
  put({ ...first, submittedAt: 7, terms: ['z'] });
  expect(rows()).toEqual([['z', '"open"', 7]]);
  put({ ...first, submittedAt: undefined });
  expect(rows()).toEqual([]);
  put(first);
  db.exec('DELETE FROM documents');
  expect(rows()).toEqual([]);
  db.close();
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
    const sql = querySql(
      checkQuery({ ...collections, indexes: declared }, { index: 'everywhere', equal: { open: true }, limit: 10, ...query }),
      'parent, id',
    );
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
  prepareSchema(db, { ...collections, indexes: { mine } });
  const sql = querySql(checkQuery({ ...collections, indexes: { mine } }, { index: 'mine', equal: {}, limit: 5 }), 'id');
  expect(db.prepare(sql.text).all(...sql.values)).toEqual([{ id: 'a' }]);
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all()).toEqual([{ name: indexName(mine) }]);
  db.close();
});
