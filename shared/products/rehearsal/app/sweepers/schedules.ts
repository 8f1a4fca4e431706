import { takeUpSchedules } from '#contexts/schedules/app/sweep.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** O7, B6. */
export const schedules = defineSweeper({
  kind: 'lost',
  order: 35,
  finds: 'schedules of which something is due and that nobody looks at, or that a wrong clock has carried into the future',
  helps: 'has them looked at again',
  look: (system, sweep) => takeUpSchedules(kernelOf(system), system.store, sweep),
});
