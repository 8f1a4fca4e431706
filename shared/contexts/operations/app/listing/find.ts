import { inOrder, type Reading } from '#contexts/operations/app/listing/in-order.ts';
import type { ListingBounds, ListingSource } from '#contexts/operations/ports/listings.ts';
import { askedTerms, fits, type OperationFilter } from '#contexts/operations/domain/listing/filter.ts';
import type { Listing, ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import { DOCUMENT_ID } from '#kernel/store/paths.ts';

export interface FoundOperations {
  listings: Listing[];
  /** Where it goes on; undefined where there are no more. */
  next: ListingCursor | undefined;
  /** So many were looked at, and more may fit: with `next` it goes on behind them. */
  looked?: number;
}

export interface Paging {
  limit: number;
  after?: ListingCursor | undefined;
}

/** Listings that one answer looks at. */
export const MOST_LOOKED = 1_000;
const PAGE = 100;

/** O6, W8. Newest first. Of several things asked for the rarest is looked up, and what is found is looked at for the others: one index, whatever is combined. */
export async function findOperations(
  sources: readonly ListingSource[],
  filter: OperationFilter,
  { limit, after }: Paging,
): Promise<FoundOperations> {
  const { reads, isExact } = await readsFor(sources, filter);
  const listings: Listing[] = [];
  let last = after;
  let looked = 0;
  for await (const listing of inOrder(reads, { size: isExact ? limit + 1 : PAGE, after })) {
    if (listings.length === limit) return { listings, next: last };
    if (looked === MOST_LOOKED) return { listings, next: last, looked };
    looked += 1;
    last = { value: listing.createdAt, id: listing.id };
    if (fits(listing, filter)) listings.push(listing);
  }
  return { listings, next: undefined };
}

interface Reads {
  reads: Reading[];
  /** Nearly all that is found fits. */
  isExact: boolean;
}

/** One term for all of them, which are therefore in one order. A source that has nothing of one of the terms is left out. */
async function readsFor(sources: readonly ListingSource[], filter: OperationFilter): Promise<Reads> {
  const bounds = boundsOf(filter);
  const terms = askedTerms(filter);
  const reading =
    (term: string | undefined) =>
    (source: ListingSource): Reading =>
    (page) =>
      source.read(term, { ...bounds, ...page });
  const [only] = terms;
  if (terms.length < 2) return { reads: sources.map(reading(only)), isExact: true };
  const counted = await Promise.all(
    sources.map(async (source) => ({ source, counts: await Promise.all(terms.map((term) => source.count(term, bounds))) })),
  );
  const left = counted.filter(({ counts }) => !counts.includes(0));
  const sums = terms.map((term, n) => ({ term, sum: left.reduce((sum, { counts }) => sum + (counts[n] ?? 0), 0) }));
  const [rarest] = sums.toSorted((a, b) => a.sum - b.sum);
  return { reads: left.map(({ source }) => reading(rarest?.term)(source)), isExact: false };
}

function boundsOf({ since: from, until: to }: OperationFilter): ListingBounds {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** By its id, or by that of one of its attempts, which have a number behind it. */
export async function findOperation(sources: readonly ListingSource[], id: string): Promise<Listing | undefined> {
  const perhaps = new Set([id, id.replace(/-\d{3,6}$/, '')].filter((one) => DOCUMENT_ID.test(one)));
  for (const one of perhaps)
    for (const source of sources) {
      const found = await source.get(one);
      if (found !== undefined) return found;
    }
  return undefined;
}
