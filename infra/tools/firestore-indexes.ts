import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { collections } from '#functions/wiring/collections.ts';
import type { Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import { placeOf, segmentOf } from '#kernel/store/paths.ts';

/** https://firebase.google.com/docs/reference/firestore/indexes: the file that the Firebase CLI and Terraform's generated input take. */
export interface FirestoreIndexes {
  indexes: { collectionGroup: string; queryScope: QueryScope; fields: IndexedField[] }[];
  fieldOverrides: { collectionGroup: string; fieldPath: string; indexes: { order: Order; queryScope: QueryScope }[] }[];
}

type Declared = Pick<Collections, 'places' | 'indexes'>;
type QueryScope = 'COLLECTION' | 'COLLECTION_GROUP';
type Order = 'ASCENDING' | 'DESCENDING';
type IndexedField = { fieldPath: string; order: Order } | { fieldPath: string; arrayConfig: 'CONTAINS' };

/**
 * What Firestore needs for the declared indexes: a composite one where two or more fields are read; a collection group's single field
 * as an override; and no index at all on `json`, the text of the document, nor on a list by itself. Single fields of one collection are
 * indexed without asking. In the order of the alphabet, whichever room declares what.
 */
export function firestoreIndexes(declared: Declared): FirestoreIndexes {
  const all = Object.values(declared.indexes).map((one) => ({
    ...one,
    group: one.segment ?? segmentOf(declared, one.collection),
    queryScope: scopeOf(declared, one),
    fields: fieldsOf(one),
  }));
  const composite = all.filter(({ fields }) => fields.length > 1);
  const everywhere = all.filter(({ fields, queryScope }) => fields.length === 1 && queryScope === 'COLLECTION_GROUP');
  return {
    indexes: unique(composite.map(({ group, queryScope, fields }) => ({ collectionGroup: group, queryScope, fields }))),
    fieldOverrides: unique([
      ...Object.keys(declared.places).map((name) => bare(segmentOf(declared, name), 'json')),
      ...all.flatMap(({ group, holds }) => (holds === undefined ? [] : [bare(group, holds)])),
      ...everywhere.flatMap(({ group, fields }) => fields.map(({ fieldPath }) => groupOverride(group, fieldPath))),
    ]),
  };
}

function bare(collectionGroup: string, fieldPath: string): FirestoreIndexes['fieldOverrides'][number] {
  return { collectionGroup, fieldPath, indexes: [] };
}

/** An override replaces the automatic indexes of the field, so it names them too. */
function groupOverride(collectionGroup: string, fieldPath: string): FirestoreIndexes['fieldOverrides'][number] {
  const orders: Order[] = ['ASCENDING', 'DESCENDING'];
  const scopes: QueryScope[] = ['COLLECTION', 'COLLECTION_GROUP'];
  return { collectionGroup, fieldPath, indexes: scopes.flatMap((queryScope) => orders.map((order) => ({ order, queryScope }))) };
}

function scopeOf(declared: Declared, { collection, scope }: IndexDeclaration): QueryScope {
  const hasParent = collection === undefined || placeOf(declared, collection).parent !== undefined;
  return hasParent && scope === 'all' ? 'COLLECTION_GROUP' : 'COLLECTION';
}

/** Ties by id follow the direction of the last field, in the index as in the query. */
function fieldsOf({ equal, holds, order }: IndexDeclaration): IndexedField[] {
  const fields: IndexedField[] = [
    ...equal.map((fieldPath) => ({ fieldPath, order: 'ASCENDING' as const })),
    ...(holds === undefined ? [] : [{ fieldPath: holds, arrayConfig: 'CONTAINS' as const }]),
  ];
  return order === undefined
    ? fields
    : [...fields, { fieldPath: order.field, order: order.direction === 'asc' ? 'ASCENDING' : 'DESCENDING' }];
}

function unique<T>(entries: T[]): T[] {
  const byText = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

export function firestoreIndexesText(): string {
  return `${JSON.stringify(firestoreIndexes(collections), null, 2)}\n`;
}

/** `--check` writes nothing and exits with 1 when the committed file differs from the table. */
if (import.meta.main) {
  const file = path.resolve(import.meta.dirname, '../../firestore.indexes.json');
  if (!process.argv.includes('--check')) {
    writeFileSync(file, firestoreIndexesText());
    console.log('firestore.indexes.json written');
  } else if (readFileSync(file, 'utf8') !== firestoreIndexesText()) {
    console.error('firestore.indexes.json differs from what the rooms declare (functions/wiring/collections.ts): run `npm run generate`');
    process.exitCode = 1;
  }
}
