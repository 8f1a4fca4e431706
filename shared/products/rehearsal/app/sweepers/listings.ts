import { listBacklog } from '#contexts/operations/app/listing/backlog.ts';
import { requestBacklog } from '#products/rehearsal/app/request-backlog.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** O6. */
export const listings = defineSweeper({
  kind: 'due',
  order: 61,
  finds: 'requests of an earlier program whose operations cannot be found yet',
  helps: 'lists those of some of them, until all are',
  look: async (system) => Number(!(await listBacklog(system.store, requestBacklog(system)))),
});
