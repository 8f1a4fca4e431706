import { endForgotten } from '#products/pipelines/app/forgotten/plans.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';
import { houseOf } from '#products/pipelines/app/house.ts';

/** B6. */
export const endedRuns = defineSweeper({
  kind: 'lost',
  order: 36,
  finds: 'runs of which all actions are over and that have not heard of it',
  helps: 'ends them',
  look: (system) => endForgotten(houseOf(system)),
});
