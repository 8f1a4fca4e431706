import { findOperations } from '#contexts/operations/app/listing/find.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import { DAY, type Instant } from '#kernel/time.ts';

/** Operations that are looked at: each is a read. */
const MOST = 300;

/** W7. The newest that a backend, or any, was asked for in the last days. */
export async function readDays(
  sources: readonly ListingSource[],
  { backend, days, now }: { backend?: string; days: number; now: Instant },
): Promise<{ listings: Listing[]; isCut: boolean }> {
  const { listings, next } = await findOperations(
    sources,
    { ...(backend === undefined ? {} : { backend }), since: now - days * DAY },
    { limit: MOST },
  );
  return { listings, isCut: next !== undefined };
}
