import { tellForgottenJoins } from '#products/pipelines/app/forgotten/joins.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';
import { houseOf } from '#products/pipelines/app/house.ts';

/** B6. */
export const joins = defineSweeper({
  kind: 'lost',
  order: 34,
  finds: 'actions that wait for a job of another run that is over',
  helps: 'ends them as that has ended',
  look: (system) => tellForgottenJoins(houseOf(system)),
});
