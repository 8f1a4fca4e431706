import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Timestamp, type Firestore } from '@google-cloud/firestore';
import { urlOf } from '#platform/google/firestore-rest-reader.ts';
import { writeOf } from '#platform/google/firestore-rest-values.ts';
import { emulatorToken } from '#platform/google/metadata-token.ts';
import { restService } from '#platform/google/rest-call.ts';
import { storedFields } from '#platform/google/firestore-fields.ts';
import type { Written } from './intake-alone.ts';
import { documentPath } from '#kernel/store/paths.ts';
import { collections } from '#functions/wiring/collections.ts';

/** SQLite's own work for these documents on the store's own file and indexes: one BEGIN, the inserts, one COMMIT. */
export function bareSqlite(file: string): { commit(documents: readonly Written[]): void; close(): void } {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000');
  const insert = db.prepare('INSERT OR REPLACE INTO documents (path, collection, parent, id, json) VALUES (?, ?, ?, ?, ?)');
  return {
    commit(documents) {
      db.exec('BEGIN IMMEDIATE');
      for (const { ref, text } of documents) insert.run(documentPath(collections, ref), ref.collection, ref.parent ?? '', ref.id, text);
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
  const { indexed, expireAt } = storedFields(collections, ref, text);
  return { ...indexed, ...(expireAt === undefined ? {} : { expireAt: Timestamp.fromMillis(expireAt) }), json: text };
}

/** The client's own work for these documents: one call to the emulator, no reads. */
export async function bareFirestoreCommit(firestore: Firestore, documents: readonly Written[]): Promise<void> {
  const batch = firestore.batch();
  for (const one of documents) batch.set(firestore.doc(documentPath(collections, one.ref)), fieldsOf(one));
  await batch.commit();
}

/** The least that a transaction with these documents takes which first looks whether it may: one call to read, one to commit. */
export async function bareFirestoreTransaction(firestore: Firestore, documents: readonly Written[]): Promise<void> {
  await firestore.runTransaction(async (transaction) => {
    await transaction.getAll(...lookedAt(documents).map((path) => firestore.doc(path)));
    for (const one of documents) transaction.set(firestore.doc(documentPath(collections, one.ref)), fieldsOf(one));
  });
}

/** The same two calls over Firestore's REST interface, without a client: two texts sent, two answers parsed. */
export function bareRestTransaction({ host, project }: { host: string; project: string }): {
  commit(documents: readonly Written[]): Promise<void>;
  close(): void;
} {
  const service = restService({ origin: `http://${host}`, tokens: emulatorToken(), patience: 30_000 });
  const root = `projects/${project}/databases/(default)/documents`;
  return {
    async commit(documents) {
      const looked = { documents: lookedAt(documents).map((path) => `${root}/${path}`), newTransaction: { readWrite: {} } };
      const answer = JSON.stringify(await service.post(`v1/${urlOf(root)}:batchGet`, looked));
      const transaction = /"transaction":"([^"]+)"/.exec(answer)?.[1];
      if (transaction === undefined) throw new Error('no transaction was begun');
      const writes = documents.map(({ ref, text }) =>
        writeOf(collections, root, { kind: 'set', ref, path: documentPath(collections, ref), text }),
      );
      await service.post(`v1/${urlOf(root)}:commit`, { writes, transaction });
    },
    close: () => service.close(),
  };
}

function lookedAt(documents: readonly Written[]): string[] {
  return documents.flatMap(({ ref }) =>
    ref.collection === 'inbox' || ref.collection === 'quotas' ? [documentPath(collections, ref)] : [],
  );
}
