import { endUnconfirmed } from '#products/rehearsal/app/end-unconfirmed.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** I16. */
export const unconfirmed = defineSweeper({
  kind: 'due',
  order: 70,
  finds: 'requests whose address nobody confirmed in time',
  helps: 'ends them',
  look: endUnconfirmed,
});
