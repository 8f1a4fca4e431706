import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { indexName } from '#platform/embedded/sqlite-expressions.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { inShape, withShape } from '#platform/store/shaped.ts';
import { refuseNewerStore } from '#products/rehearsal/app/sweep-note.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { Collections } from '#kernel/store/collections.ts';
import { openWorld } from '#test/support/application/world.ts';
import { storeShape } from '#kernel/store/shapes.ts';
import { StoreError } from '#kernel/store/errors.ts';
import { collections } from '#functions/wiring/collections.ts';

/** Two steps: a name was parted into two, then one of them was renamed. */
const known: Pick<Collections, 'conversions' | 'states'> = {
  conversions: {
    feeds: [
      ({ name, ...rest }) => ({ ...rest, first: String(name).split(' ')[0], last: String(name).split(' ')[1] }),
      ({ last, ...rest }) => ({ ...rest, family: last }),
    ],
  },
  states: {},
};

describe('Z5 a document of an older shape is read in today’s', () => {
  test('Z5 each conversion that it has not had yet is made, in order', () => {
    const today = { n: 1, first: 'Ada', family: 'Lovelace' };
    expect(inShape(known, { collection: 'feeds', id: 'a' }, { n: 1, name: 'Ada Lovelace' })).toEqual(today);
    expect(inShape(known, { collection: 'feeds', id: 'a' }, { n: 1, first: 'Ada', last: 'Lovelace', shape: 2 })).toEqual(today);
    expect(inShape(known, { collection: 'feeds', id: 'a' }, withShape(known, 'feeds', today))).toEqual(today);
  });

  test('Z5 what has one shape only is stored as it is', () => {
    const document = { n: 1 };
    expect(withShape(known, 'quotas', document)).toBe(document);
    expect(inShape(known, { collection: 'quotas', id: 'a' }, document)).toEqual(document);
  });

  test.each([4, 0, -1, 1.5, '3', null])('Z5 shape %p is of no program that this one knows, and refused', (shape) => {
    expect(() => inShape(known, { collection: 'feeds', id: 'a' }, { n: 1, shape })).toThrow(StoreError);
  });
});

describe('Z5 a store newer than the program is refused', () => {
  test('Z5 the file is not even opened, and not touched', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'shape-')), 'store.sqlite');
    await openSqliteStore({ collections, path: file }).close();
    const handle = new DatabaseSync(file);
    expect(handle.prepare('PRAGMA user_version').get()?.['user_version']).toBe(storeShape(collections));
    handle.exec(`DROP INDEX "${indexName(collections.indexes.outboxDue)}"; PRAGMA user_version = ${storeShape(collections) + 1}`);
    handle.close();
    expect(() => openSqliteStore({ collections, path: file })).toThrow(/newer program/);
    const after = new DatabaseSync(file);
    expect(after.prepare("SELECT name FROM sqlite_schema WHERE name = 'outboxDue'").all()).toEqual([]);
    after.close();
  });

  test('Z5 a sweep says so before it does anything', async () => {
    const world = openWorld();
    const { system } = world;
    await sweepAndReport(system, 'a');
    const note = await system.store.get({ collection: 'operations', id: 'sweep' });
    expect(note).toMatchObject({ storeShape: storeShape(collections) });
    expect(() => refuseNewerStore(note?.id === 'sweep' ? note : undefined)).not.toThrow();
    await system.store.transact(async (tx) => {
      await tx.get({ collection: 'operations', id: 'sweep' });
      if (note?.id === 'sweep') tx.set({ collection: 'operations', id: 'sweep' }, { ...note, storeShape: storeShape(collections) + 1 });
    });
    await expect(sweepAndReport(system, 'b')).rejects.toThrow(/newer program/);
  });
});
