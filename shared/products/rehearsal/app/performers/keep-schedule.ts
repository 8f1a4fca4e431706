import { keepSchedule } from '#contexts/schedules/app/keep.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';

/** O7. The schedule is read anew by every look: delivered twice, it finds nothing to do. */
export const keep_schedule: EffectPerformer<'keep_schedule', { starters: Starters }> = {
  dependencies: ['starters'],
  perform:
    (system, { starters }) =>
    async ({ effect, key, now, attempt }) => {
      const after = await keepSchedule(kernelOf(system), starters, { schedule: effect.schedule, key, now, attempt });
      return after === undefined ? { result: 'done' } : { result: 'again', after };
    },
};
