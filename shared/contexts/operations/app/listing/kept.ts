import type { ListingDocument } from '#contexts/operations/documents.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource, ListingStore } from '#contexts/operations/ports/listings.ts';

/** Those that are kept beside their owners, which have many each. */
export function keptListings(store: ListingStore): ListingSource {
  return {
    async get(id) {
      const found = await store.get({ collection: 'operationListings', id });
      return found && withoutTerms(found);
    },
    count: (holds, bounds) => store.count({ index: 'operationsByTerm', equal: {}, holds, ...bounds }),
    async read(holds, asked) {
      const found = await (holds === undefined
        ? store.query({ index: 'operationsNewest', equal: {}, ...asked })
        : store.query({ index: 'operationsByTerm', equal: {}, holds, ...asked }));
      return found.map(({ document }) => withoutTerms(document));
    },
  };
}

function withoutTerms({ terms: _terms, ...listing }: ListingDocument): Listing {
  return listing;
}
