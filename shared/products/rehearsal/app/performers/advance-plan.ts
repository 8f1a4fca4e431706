import { goOnWithPlan } from '#contexts/plans/app/go-on.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';

/** O1. The plan is read anew by every batch: delivered twice, it finds nothing to do. */
export const advance_plan: EffectPerformer<'advance_plan'> = {
  dependencies: [],
  perform:
    (system) =>
    async ({ effect }) =>
      (await goOnWithPlan(kernelOf(system), system.others?.planOwners(system) ?? {}, effect.plan))
        ? { result: 'again', after: 0 }
        : { result: 'done' },
};
