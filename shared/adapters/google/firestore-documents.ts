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
import { collections } from '#contracts/documents.ts';
import type { CollectionName, DocumentRef } from '#contracts/documents.ts';
import { expiryOf } from '#contracts/retention.ts';
import type { Reader, Write } from '../store/attempt.ts';
import { indexedFields } from '../store/json-text.ts';
import { firestoreQuery } from './firestore-query.ts';

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
      const found = snapshot.docs.map((one) => ({ ref: refOf(query.declaration.collection, one.ref), text: textOf(one.data()) }));
      return { found, at: snapshot.readTime.toMillis() };
    },
  };
}

export function write(firestore: Firestore, transaction: Transaction, write: Write): void {
  const reference = firestore.doc(write.path);
  if (write.kind === 'delete') transaction.delete(reference);
  else if (write.kind === 'create') transaction.create(reference, stored(write.ref, write.text));
  else transaction.set(reference, stored(write.ref, write.text));
}

/** The last instant that a Timestamp can hold: the end of the year 9999. */
const LAST_INSTANT = 253_402_300_799_999;

/**
 * Only texts, numbers and true/false are copied for the indexes: a document whose field is anything else is not in them. `expireAt` is what
 * the database deletes by; the store never reads it.
 */
function stored(ref: DocumentRef, text: string): DocumentData {
  const document = new Map(Object.entries(JSON.parse(text) as Record<string, unknown>));
  const fields = [...indexedFields(ref.collection)].map((field) => [field, document.get(field)] as const);
  const indexed = Object.fromEntries(fields.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)));
  const expiry = expiryOf(ref.collection, (name) => document.get(name));
  const isDate = expiry !== undefined && expiry > 0 && expiry <= LAST_INSTANT;
  return { ...indexed, ...(isDate ? { expireAt: Timestamp.fromMillis(Math.floor(expiry)) } : {}), json: text };
}

function textOf(data: DocumentData | undefined): string {
  const text: unknown = data?.['json'];
  if (typeof text !== 'string') throw new TypeError('a document without the field json was not written by this store');
  return text;
}

function refOf(collection: CollectionName, reference: DocumentReference): DocumentRef {
  const declared: { parent?: CollectionName } = collections[collection];
  const parent = declared.parent === undefined ? undefined : reference.parent.parent?.id;
  return parent === undefined ? { collection, id: reference.id } : { collection, parent, id: reference.id };
}
