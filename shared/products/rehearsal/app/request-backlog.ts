import type { Backlog } from '#contexts/operations/app/listing/backlog.ts';
import { saveListings } from '#contexts/operations/app/listing/save.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { listingsOf } from '#products/rehearsal/domain/listings.ts';

const PAGE = 20;

/** O6. Of turns before the last only the timeline knows: those of them that were over before they could be found are not. */
export function requestBacklog({ store }: Pick<System, 'store'>): Backlog {
  return {
    name: 'requests',
    version: 1,
    async list(after) {
      const place = { limit: PAGE, ...(after === undefined ? {} : { after }) };
      const found = await store.query({ index: 'requestsNewestFirst', equal: {}, ...place });
      for (const { document } of found) if (listingsOf(document.state).length > 0) await listRequest(store, document.id);
      const last = found.length < PAGE ? undefined : found.at(-1)?.document;
      return last && { value: last.submittedAt, id: last.id };
    },
  };
}

/** What an earlier program saved beside this one, while both were there, is mended too. */
async function listRequest(store: System['store'], id: string): Promise<void> {
  await store.transact(async (tx) => {
    const request = await tx.get({ collection: 'requests', id });
    const listings = request === undefined ? [] : listingsOf(request.state);
    const known = await Promise.all(listings.map((one) => tx.get({ collection: 'operationListings', id: one.id })));
    saveListings(
      tx,
      known.filter((one) => one !== undefined),
      listings,
    );
  });
}
