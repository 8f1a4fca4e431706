import { onEachBackend } from '#products/pipelines/app/forgotten/backends.ts';
import { startForgotten } from '#products/pipelines/app/forgotten/jobs.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';
import { houseOf } from '#products/pipelines/app/house.ts';

/** B6. */
export const waitingJobs = defineSweeper({
  kind: 'lost',
  order: 33,
  finds: 'jobs that could start and that nobody has offered a backend',
  helps: 'starts them',
  async look(system) {
    const anywhere = await system.store.query({ index: 'jobsByQueue', equal: {}, limit: 1 });
    return anywhere.length === 0 ? 0 : onEachBackend(system, (slug) => startForgotten(houseOf(system), slug));
  },
});
