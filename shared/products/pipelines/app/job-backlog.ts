import type { Backlog } from '#contexts/operations/app/listing/backlog.ts';
import { termsOf } from '#contexts/operations/domain/listing/filter.ts';
import { whole } from '#products/pipelines/app/job-listings.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { Transaction } from '#products/pipelines/ports/store.ts';

/** Jobs of one page, and of one transaction. */
const PAGE = 40;

/** O6. */
export function jobBacklog({ store }: Pick<System, 'store'>): Backlog {
  return {
    name: 'jobs',
    version: 1,
    async list(after) {
      const place = { limit: PAGE, ...(after === undefined ? {} : { after }) };
      const found = (await store.query({ index: 'jobsNewest', equal: {}, ...place })).map(({ document }) => document);
      const unlisted = found.flatMap(({ id, terms }) => (terms === undefined ? [id] : []));
      if (unlisted.length > 0) await store.transact((tx) => listJobs(tx, unlisted));
      const last = found.length < PAGE ? undefined : found.at(-1);
      return last && { value: last.createdAt, id: last.id };
    },
  };
}

async function listJobs(tx: Transaction, ids: readonly string[]): Promise<void> {
  const jobs = await Promise.all(ids.map((id) => tx.get({ collection: 'jobs', id })));
  const listings = await Promise.all(jobs.map(async (job) => job && whole(tx, job.state)));
  jobs.forEach((job, n) => {
    const listing = listings[n];
    if (job?.terms === undefined && job !== undefined && listing !== undefined)
      tx.set({ collection: 'jobs', id: job.id }, { ...job, terms: termsOf(listing) });
  });
}
