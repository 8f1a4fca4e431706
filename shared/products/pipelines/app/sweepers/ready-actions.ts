import { onEachBackend } from '#products/pipelines/app/forgotten/backends.ts';
import { beginForgotten } from '#products/pipelines/app/forgotten/plans.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';
import { houseOf } from '#products/pipelines/app/house.ts';

/** B6. */
export const readyActions = defineSweeper({
  kind: 'lost',
  order: 31,
  finds: 'actions of runs that may begin and that nobody has begun',
  helps: 'begins them',
  async look(system) {
    const anywhere = await system.store.query({ index: 'runsOpen', equal: { open: true }, limit: 1 });
    return anywhere.length === 0 ? 0 : onEachBackend(system, (slug) => beginForgotten(houseOf(system), slug));
  },
});
