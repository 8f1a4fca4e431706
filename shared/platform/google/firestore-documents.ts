import { Timestamp } from '@google-cloud/firestore';
import type {
  DocumentData,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  Query,
  QuerySnapshot,
  Transaction,
} from '@google-cloud/firestore';
import type { Collections } from '#kernel/store/collections.ts';
import type { CheckedQuery } from '../store/check-query.ts';
import type { Reader, Write } from '../store/attempt.ts';
import { storedFields } from './firestore-fields.ts';
import { refAt } from '../store/ref-at.ts';
import { positionOf } from './firestore-position.ts';
import { firestoreQuery, firestoreSearch } from './firestore-query.ts';

/** Where reads go: straight to the database, or through a transaction. */
export interface Source {
  document(reference: DocumentReference): Promise<DocumentSnapshot>;
  query(query: Query): Promise<QuerySnapshot>;
}

/** `failed` gets what the client threw at a read, and throws what the caller shall see. */
export function readerOf(firestore: Firestore, source: Source, failed: (error: unknown) => never): Reader {
  return {
    async get(path) {
      const snapshot = await source.document(firestore.doc(path)).catch(failed);
      return { text: snapshot.exists ? textOf(snapshot.data()) : undefined, at: snapshot.readTime.toMillis() };
    },
    async query(query) {
      const snapshot = await source.query(firestoreQuery(firestore, query)).catch(failed);
      const found = snapshot.docs.map((one) => ({
        ref: refAt(query, one.ref.path),
        text: textOf(one.data()),
        position: positionOf(one.createTime.seconds, one.createTime.nanoseconds),
      }));
      return { found, at: snapshot.readTime.toMillis() };
    },
  };
}

export async function countOf(firestore: Firestore, query: CheckedQuery): Promise<number> {
  return (await firestoreSearch(firestore, query).count().get()).data().count;
}

export function write(collections: Collections, firestore: Firestore, transaction: Transaction, write: Write): void {
  const reference = firestore.doc(write.path);
  if (write.kind === 'delete') transaction.delete(reference);
  else if (write.kind === 'create') transaction.create(reference, stored(collections, write));
  else transaction.set(reference, stored(collections, write));
}

function stored(collections: Collections, { ref, text }: Exclude<Write, { kind: 'delete' }>): DocumentData {
  const { indexed, lists, expireAt } = storedFields(collections, ref, text);
  return { ...indexed, ...lists, ...(expireAt === undefined ? {} : { expireAt: Timestamp.fromMillis(expireAt) }), json: text };
}

function textOf(data: DocumentData | undefined): string {
  const text: unknown = data?.['json'];
  if (typeof text !== 'string') throw new TypeError('a document without the field json was not written by this store');
  return text;
}
