import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { collections } from '#functions/wiring/collections.ts';
import * as made from '#infra/tools/firestore-indexes.ts';
import { firestoreIndexesText } from '#infra/tools/firestore-indexes.ts';
import type { IndexDeclaration } from '#kernel/store/collections.ts';

const firestoreIndexes = (indexes: Record<string, IndexDeclaration>): made.FirestoreIndexes =>
  made.firestoreIndexes({ ...collections, indexes });

const root = path.resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

test('Z3 the committed firestore.indexes.json is the generated one', () => {
  expect(read('firestore.indexes.json')).toBe(firestoreIndexesText());
});

test('X5 the rules deny everything', () => {
  const allowed = read('firestore.rules').match(/allow .*/g);
  expect(allowed).toEqual(['allow read, write: if false;']);
  expect(read('firestore.rules')).toContain('match /{document=**}');
});

test('firebase.json names the rules and the indexes', () => {
  expect(JSON.parse(read('firebase.json'))).toMatchObject({ firestore: { rules: 'firestore.rules', indexes: 'firestore.indexes.json' } });
});

test('no index reads `json`, the field that holds the document', () => {
  const declared: IndexDeclaration[] = Object.values(collections.indexes);
  expect(declared.flatMap((one) => [...one.equal, one.order?.field]).filter((field) => field === 'json')).toEqual([]);
});

test('one index serves two declarations that differ in name only; a single field needs none', () => {
  const order = { field: 'at', direction: 'desc' } as const;
  const generated = firestoreIndexes({
    one: { collection: 'outbox', equal: ['state'], order },
    two: { collection: 'outbox', equal: ['state'], order },
    alone: { collection: 'outbox', equal: [], order },
  });
  const fields = [
    { fieldPath: 'state', order: 'ASCENDING' },
    { fieldPath: 'at', order: 'DESCENDING' },
  ];
  expect(generated.indexes).toEqual([{ collectionGroup: 'outbox', queryScope: 'COLLECTION', fields }]);
  expect(generated.fieldOverrides.map((one) => one.fieldPath)).toEqual(generated.fieldOverrides.map(() => 'json'));
});

test('a list is read by the indexes that name it, and by none of its own', () => {
  const order = { field: 'at', direction: 'desc' } as const;
  const generated = firestoreIndexes({ one: { collection: 'outbox', equal: ['state'], holds: 'words', order } });
  const fields = [
    { fieldPath: 'state', order: 'ASCENDING' },
    { fieldPath: 'words', arrayConfig: 'CONTAINS' },
    { fieldPath: 'at', order: 'DESCENDING' },
  ];
  expect(generated.indexes).toEqual([{ collectionGroup: 'outbox', queryScope: 'COLLECTION', fields }]);
  expect(generated.fieldOverrides).toContainEqual({ collectionGroup: 'outbox', fieldPath: 'words', indexes: [] });
});

test('a query over all parents has the scope of a collection group, with one field too', () => {
  const generated = firestoreIndexes({
    two: { collection: 'mails', equal: ['person'], order: { field: 'createdAt', direction: 'asc' }, scope: 'all' },
    one: { collection: 'mails', equal: ['state'], scope: 'all' },
  });
  expect(generated.indexes.map((one) => one.queryScope)).toEqual(['COLLECTION_GROUP']);
  const override = generated.fieldOverrides.find((one) => one.fieldPath === 'state');
  expect(override?.indexes.map((one) => one.queryScope)).toEqual(['COLLECTION', 'COLLECTION', 'COLLECTION_GROUP', 'COLLECTION_GROUP']);
});
