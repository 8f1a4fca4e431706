import { renewProjections } from '#products/rehearsal/app/renew-projections.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** W8. */
export const projections = defineSweeper({
  kind: 'due',
  order: 60,
  finds: 'requests of an earlier program that lists do not find yet',
  helps: 'renews some of them, until all are found',
  look: async (system) => Number(!(await renewProjections(system))),
});
