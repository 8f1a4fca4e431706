import { onEachBackend } from '#products/pipelines/app/forgotten/backends.ts';
import { freeForgotten } from '#products/pipelines/app/forgotten/slots.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';
import { houseOf } from '#products/pipelines/app/house.ts';

/** B6. */
export const heldSlots = defineSweeper({
  kind: 'lost',
  order: 32,
  finds: 'slots that are held for jobs of which nothing is left on the backend',
  helps: 'gives them back',
  look: (system, sweep) => onEachBackend(system, (slug) => freeForgotten(houseOf(system), slug, `sweep-${sweep}`)),
});
