import { enterRefusals } from '#contexts/access/app/note-refusal.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** W5. */
export const refusals = defineSweeper({
  kind: 'due',
  order: 87,
  finds: 'refusals of right that were counted after the first of their kind, and have no entry yet',
  helps: 'puts on the timeline of the account how many there were',
  look: (system) => enterRefusals(kernelOf(system), system),
});
