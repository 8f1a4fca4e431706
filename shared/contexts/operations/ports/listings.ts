import type { Listing, ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import type { OperationTables } from '#contexts/operations/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { Instant } from '#kernel/time.ts';

/** What is done with listings in the transaction of their owner. */
export type ListingTransaction = Transaction<OperationTables>;

/** What looks for listings that are kept beside their owners. */
export type ListingStore = Pick<Store<OperationTables>, 'get' | 'query' | 'count'>;

/** Both inclusive. */
export interface ListingBounds {
  from?: Instant;
  to?: Instant;
}

/**
 * O6. Operations of one kind of owner, wherever they are kept: with each are the terms of `termsOf`, in one index over a list, whose order is that of
 * `newestFirst`. Without a term all of them are meant.
 */
export interface ListingSource {
  get(id: string): Promise<Listing | undefined>;
  count(term: string, bounds: ListingBounds): Promise<number>;
  read(term: string | undefined, asked: ListingBounds & { limit: number; after?: ListingCursor }): Promise<Listing[]>;
}
