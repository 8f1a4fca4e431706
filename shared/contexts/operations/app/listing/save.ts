import type { ListingTransaction } from '#contexts/operations/ports/listings.ts';
import { termsOf } from '#contexts/operations/domain/listing/filter.ts';
import { changedListings, type Listing, type Listings } from '#contexts/operations/domain/listing/listing.ts';

/** O6. In the transaction that saves their owner: what has not changed is not written again. */
export function saveListings(tx: Pick<ListingTransaction, 'set'>, before: Listings, after: Listings): void {
  for (const listing of changedListings(before, after)) setListing(tx, listing);
}

export function setListing(tx: Pick<ListingTransaction, 'set'>, listing: Listing): void {
  tx.set({ collection: 'operationListings', id: listing.id }, { ...listing, terms: termsOf(listing) });
}
