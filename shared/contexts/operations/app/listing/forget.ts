import type { ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import { setListing } from '#contexts/operations/app/listing/save.ts';
import { askedTerms } from '#contexts/operations/domain/listing/filter.ts';
import type { OperationTables } from '#contexts/operations/documents.ts';
import type { Store } from '#kernel/store/port.ts';
import type { Subject } from '#kernel/subject.ts';

/** Listings of one page and one transaction. */
const AT_ONCE = 20;

/** Z4. Who asked for all that is listed of it is not known any more. Doing it again changes nothing. */
export async function forgetPeople(
  store: Pick<Store<OperationTables>, 'query' | 'transact'>,
  within: Subject,
  instead: string,
): Promise<void> {
  const [holds = ''] = askedTerms({ within });
  let after: ListingCursor | undefined;
  for (;;) {
    const place = { limit: AT_ONCE, ...(after === undefined ? {} : { after }) };
    const found = await store.query({ index: 'operationsByTerm', equal: {}, holds, ...place });
    await store.transact(async (tx) => {
      const known = await Promise.all(found.map(({ ref }) => tx.get({ collection: 'operationListings', id: ref.id })));
      for (const document of known)
        if (document !== undefined && document.people.some((one) => one !== instead)) setListing(tx, { ...document, people: [instead] });
    });
    const last = found.at(-1)?.document;
    if (last === undefined || found.length < AT_ONCE) return;
    after = { value: last.createdAt, id: last.id };
  }
}
