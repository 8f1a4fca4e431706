import type { Instant } from '#kernel/time.ts';
import type {
  CollectionName,
  DocumentOf,
  DocumentRef,
  IndexName,
  IndexQuery,
  CountQuery,
  Found,
} from '#products/rehearsal/stored/documents.ts';

/**
 * Typed documents with transactions, and queries over declared indexes only.
 *
 * Promises: a transaction is atomic, serializable and durable once its promise has resolved. Its function may run more
 * than once, so it touches nothing outside. All its reads come before its writes (a read after a write throws
 * ReadAfterWrite). Documents are JSON values of at most 100 KB (DocumentTooLarge). A query that no index declares throws.
 * A document of an older shape is read in today's (Z5); one of a newer shape throws newer_shape.
 * Contention is retried by the adapter; Contended is thrown when it gives up, and nothing was saved then.
 * When the answer to a commit is lost the outcome is unknown: the adapter may run the function again, and callers recognise
 * their own work by what they left in the same transaction (a command's id, a created document).
 */
export interface Store {
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One document outside a transaction, strongly consistent. */
  get<C extends CollectionName>(ref: DocumentRef<C>): Promise<DocumentOf<C> | undefined>;
  query<I extends IndexName>(query: IndexQuery<I>): Promise<Found<I>[]>;
  /** Counted by the store, which reads no document for it: what it costs hardly grows with what it counts. */
  count<I extends IndexName>(query: CountQuery<I>): Promise<number>;
  /** The store's time, for work that is in no transaction. Inside one, `tx.now()` is the time that decides. */
  now(): Promise<Instant>;
  close(): Promise<void>;
}

export interface Transaction {
  /** Server time of this attempt's first read. Throws NothingRead before the first read. */
  now(): Instant;
  get<C extends CollectionName>(ref: DocumentRef<C>): Promise<DocumentOf<C> | undefined>;
  query<I extends IndexName>(query: IndexQuery<I>): Promise<Found<I>[]>;
  /** Fails the whole transaction with AlreadyExists when the document is there: this is the idempotency check. */
  create<C extends CollectionName>(ref: DocumentRef<C>, document: DocumentOf<C>): void;
  set<C extends CollectionName>(ref: DocumentRef<C>, document: DocumentOf<C>): void;
  delete<C extends CollectionName>(ref: DocumentRef<C>): void;
}

export type StoreErrorCode =
  | 'already_exists'
  | 'read_after_write'
  | 'nothing_read'
  | 'document_too_large'
  | 'not_json'
  | 'undeclared_query'
  | 'contended'
  /** Z5. A newer program has written it. */
  | 'newer_shape'
  /** Z5. What a conversion made of it is no state of its process: nothing is decided on it. */
  | 'misshapen'
  | 'unavailable';

/** The one error class of every store adapter; `code` says which promise was broken. `path` names the document, when there is one. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string | undefined;
  constructor(code: StoreErrorCode, message: string, path?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
    this.path = path;
  }
}

export function isAlreadyExists(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code === 'already_exists';
}
