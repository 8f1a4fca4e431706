import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Firestore } from '@google-cloud/firestore';
import { documentPath } from '#contracts/documents.ts';
import { indexedFields } from '#adapters/store/json-text.ts';
import type { Written } from './intake-alone.ts';

/** SQLite's own work for these documents on the store's own file and indexes: one BEGIN, the inserts, one COMMIT. */
export function bareSqlite(file: string): { commit(documents: readonly Written[]): void; close(): void } {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000');
  const insert = db.prepare('INSERT OR REPLACE INTO documents (path, collection, parent, id, json) VALUES (?, ?, ?, ?, ?)');
  return {
    commit(documents) {
      db.exec('BEGIN IMMEDIATE');
      for (const { ref, text } of documents) insert.run(documentPath(ref), ref.collection, ref.parent ?? '', ref.id, text);
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}

/** One write and one fsync of so many bytes at the end of a file: nothing durable on this disk is cheaper. */
export function bareAppend(file: string): { append(bytes: number): void; close(): void } {
  const handle = openSync(file, 'a', 0o600);
  return {
    append(bytes) {
      writeSync(handle, Buffer.alloc(bytes, 120));
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

function fieldsOf({ ref, text }: Written): Record<string, unknown> {
  const document = new Map(Object.entries(JSON.parse(text) as Record<string, unknown>));
  const indexed = [...indexedFields(ref.collection)].map((field) => [field, document.get(field)] as const);
  return { ...Object.fromEntries(indexed.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))), json: text };
}

/** The client's own work for these documents: one call to the emulator, no reads. */
export async function bareFirestoreCommit(firestore: Firestore, documents: readonly Written[]): Promise<void> {
  const batch = firestore.batch();
  for (const one of documents) batch.set(firestore.doc(documentPath(one.ref)), fieldsOf(one));
  await batch.commit();
}

/** The least that a transaction with these documents takes which first looks whether it may: one call to read, one to commit. */
export async function bareFirestoreTransaction(firestore: Firestore, documents: readonly Written[]): Promise<void> {
  const looked = documents.filter(({ ref }) => ref.collection === 'inbox' || ref.collection === 'quotas');
  await firestore.runTransaction(async (transaction) => {
    await transaction.getAll(...looked.map(({ ref }) => firestore.doc(documentPath(ref))));
    for (const one of documents) transaction.set(firestore.doc(documentPath(one.ref)), fieldsOf(one));
  });
}
