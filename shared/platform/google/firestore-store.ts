import type { DocumentReference, DocumentSnapshot, Firestore, Transaction as FirestoreTransaction } from '@google-cloud/firestore';
import { documentFrom, foundFrom, startAttempt } from '../store/attempt.ts';
import { checkCount, checkQuery } from '../store/check-query.ts';
import { documentPath } from '#kernel/store/paths.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { CollectionsAs, Tables } from '#kernel/store/tables.ts';
import { countOf, readerOf, write, type Source } from './firestore-documents.ts';
import { toStoreError } from './firestore-errors.ts';
import { StoreError } from '#kernel/store/errors.ts';

/** Runs of one transaction; the client waits about a second before the second one, then half as long again each time. */
const MOST_RUNS = 10;
/** In ms. No run begins after this: each may already have waited most of a minute for a server that does not answer. */
const LAST_START = 60_000;

interface Opened<T extends Tables> {
  collections: CollectionsAs<T>;
  firestore: Firestore;
}

/**
 * The store in the cloud. A document is kept as its JSON text in the field `json`, which no index reads, beside copies of the fields that
 * the declared indexes read: any JSON value comes back as it went in (nested arrays, odd keys), and writing costs few index entries.
 */
export function openFirestoreStore<T extends Tables>({ collections, firestore }: Opened<T>): Store<T> {
  const source: Source = { document: (reference) => reference.get(), query: (query) => query.get() };
  const reader = readerOf(firestore, source, (error) => {
    throw toStoreError(error);
  });
  return {
    transact: (work) => transact({ collections, firestore }, work),
    get: async (ref) => documentFrom(collections, ref, (await reader.get(documentPath(collections, ref))).text),
    query: async (query) => foundFrom(collections, query, (await reader.query(checkQuery(collections, query))).found),
    count: async (query) => {
      const checked = checkCount(collections, query);
      return countOf(firestore, checked).catch((error: unknown) => {
        throw toStoreError(error);
      });
    },
    // The answer about a document that nobody writes: the server's time of reading comes with it.
    now: async () => (await reader.get('clock/now')).at,
    close: () => firestore.terminate(),
  };
}

/**
 * The client runs the function again when its reads or its commit met contention or an outage. Our own and the caller's errors reach
 * the client in a wrapper, so that it cannot take one with a `code` for its own.
 */
async function transact<T extends Tables, R>({ collections, firestore }: Opened<T>, work: (tx: Transaction<T>) => Promise<R>): Promise<R> {
  let created: string[] = [];
  const begun = performance.now();
  const run = async (transaction: FirestoreTransaction): Promise<R> => {
    if (performance.now() - begun > LAST_START) throw new FromWork(new StoreError('unavailable', 'the transaction did not get through'));
    const readFailures: unknown[] = [];
    const source: Source = {
      document: together((references) => transaction.getAll(...references)),
      query: (query) => transaction.get(query),
    };
    const reader = readerOf(firestore, source, (error) => {
      readFailures.push(error);
      throw error;
    });
    const { tx, writes, end } = startAttempt(collections, reader);
    try {
      const value = await work(tx);
      created = writes().flatMap(({ kind, path }) => (kind === 'create' ? [path] : []));
      for (const one of writes()) write(collections, firestore, transaction, one);
      return value;
    } catch (error) {
      throw readFailures.includes(error) ? error : new FromWork(error);
    } finally {
      end();
    }
  };
  try {
    return await firestore.runTransaction(run, { maxAttempts: MOST_RUNS });
  } catch (error) {
    throw error instanceof FromWork ? error.cause : toStoreError(error, created);
  }
}

/** Documents asked for in one go, before anything is awaited, come with one call. */
function together(readAll: (references: DocumentReference[]) => Promise<DocumentSnapshot[]>): Source['document'] {
  let asked: DocumentReference[] = [];
  let answer: Promise<DocumentSnapshot[]> | undefined;
  const ask = async (): Promise<DocumentSnapshot[]> => {
    await Promise.resolve();
    const references = asked;
    [asked, answer] = [[], undefined];
    return readAll(references);
  };
  return async (reference) => {
    const place = asked.push(reference) - 1;
    answer ??= ask();
    const snapshot = (await answer)[place];
    if (snapshot === undefined) throw new TypeError('fewer answers than documents');
    return snapshot;
  };
}

class FromWork extends Error {
  constructor(cause: unknown) {
    super('the function of the transaction threw', { cause });
  }
}
