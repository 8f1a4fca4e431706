import { keepProbe } from '#contexts/operations/app/keep-probe.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';

/** B8. Asked twice, it finds one under way. */
export const keep_probe: EffectPerformer<'keep_probe'> = {
  dependencies: [],
  perform:
    (system) =>
    async ({ effect: { backend } }) => {
      const rules = system.rules.backends.find(({ slug }) => slug === backend)?.probe;
      const after = await keepProbe(kernelOf(system), backend, rules);
      return after === undefined ? { result: 'done' } : { result: 'again', after };
    },
};
