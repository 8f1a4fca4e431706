import type { CollectionOf, CountQuery, DocumentRef, Found, IndexNameOf, IndexQuery, Tables } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';

/**
 * Typed documents with transactions, and queries over declared indexes only. A store of more collections is one of fewer, as it is.
 *
 * Promises: a transaction is atomic, serializable and durable once its promise has resolved. Its function may run more
 * than once, so it touches nothing outside. All its reads come before its writes (a read after a write throws
 * ReadAfterWrite). Documents are JSON values of at most 100 KB (DocumentTooLarge). A query that no index declares throws.
 * A document of an older shape is read in today's (Z5); one of a newer shape throws newer_shape.
 * Writes are visible at most 5 minutes, on the wall, after the `now()` of the attempt that wrote them.
 * Contention is retried by the adapter; Contended is thrown when it gives up, and nothing was saved then.
 * When the answer to a commit is lost the outcome is unknown: the adapter may run the function again, and callers recognise
 * their own work by what they left in the same transaction (a command's id, a created document).
 */
export interface Store<T extends Tables> {
  transact<R>(work: (tx: Transaction<T>) => Promise<R>): Promise<R>;
  /** One document outside a transaction, strongly consistent. */
  get<C extends CollectionOf<T>>(ref: DocumentRef<C>): Promise<T['documents'][C] | undefined>;
  query<I extends IndexNameOf<T>>(query: IndexQuery<T, I>): Promise<Found<T, I>[]>;
  /** Counted by the store, which reads no document for it: what it costs hardly grows with what it counts. */
  count<I extends IndexNameOf<T>>(query: CountQuery<T, I>): Promise<number>;
  /** The store's time, for work that is in no transaction. Inside one, `tx.now()` is the time that decides. */
  now(): Promise<Instant>;
  close(): Promise<void>;
}

export interface Transaction<T extends Tables> {
  /** Server time of this attempt's first read. Throws NothingRead before the first read. */
  now(): Instant;
  get<C extends CollectionOf<T>>(ref: DocumentRef<C>): Promise<T['documents'][C] | undefined>;
  query<I extends IndexNameOf<T>>(query: IndexQuery<T, I>): Promise<Found<T, I>[]>;
  /** Fails the whole transaction with AlreadyExists when the document is there: this is the idempotency check. */
  create<C extends CollectionOf<T>>(ref: DocumentRef<C>, document: T['documents'][C]): void;
  set<C extends CollectionOf<T>>(ref: DocumentRef<C>, document: T['documents'][C]): void;
  delete<C extends CollectionOf<T>>(ref: DocumentRef<C>): void;
}
