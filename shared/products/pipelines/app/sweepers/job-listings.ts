import { listBacklog } from '#contexts/operations/app/listing/backlog.ts';
import { jobBacklog } from '#products/pipelines/app/job-backlog.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';

/** O6. */
export const jobListings = defineSweeper({
  kind: 'due',
  order: 62,
  finds: 'jobs of an earlier program that cannot be found yet',
  helps: 'lists some of them, until all are',
  look: async (system) => Number(!(await listBacklog(system.store, jobBacklog(system)))),
});
