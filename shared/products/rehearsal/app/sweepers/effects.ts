import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';
import { takeUpOverdue } from '#kernel/app/sweep.ts';

/** Z2. */
export const effects = defineSweeper({
  kind: 'lost',
  order: 10,
  finds: 'effects whose task was lost, or whose worker died, and those given up that nothing else asks for again',
  helps: 'makes their task again',
  look: (system) => takeUpOverdue(kernelOf(system)),
});
