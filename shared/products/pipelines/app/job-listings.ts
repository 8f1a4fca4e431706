import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { listingOf } from '#products/pipelines/domain/job/listing.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';

/** O6. Jobs are listed by their own documents: one more for each would be a third more writes for a run of many. */
export function jobListings({ store }: Pick<System, 'store'>): ListingSource {
  return {
    async get(id) {
      const found = await store.get({ collection: 'jobs', id });
      return found && whole(store, found.state);
    },
    count: (holds, bounds) => store.count({ index: 'jobsByTerm', equal: {}, holds, ...bounds }),
    async read(holds, asked) {
      const found = await (holds === undefined
        ? store.query({ index: 'jobsNewest', equal: {}, ...asked })
        : store.query({ index: 'jobsByTerm', equal: {}, holds, ...asked }));
      return Promise.all(found.map(({ document }) => whole(store, document.state)));
    },
  };
}

/** Of jobs of before it was kept, their run says who asked for it. */
export async function whole(store: Pick<System['store'], 'get'>, job: JobState): Promise<Listing> {
  if (job.createdBy !== undefined) return listingOf(job);
  const run = await store.get({ collection: 'runs', id: job.run });
  return listingOf(run === undefined ? job : { ...job, createdBy: run.state.createdBy });
}
