import { keepProbe } from '#contexts/operations/app/keep-probe.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';
import { readProbeRules } from '#products/rehearsal/app/probes.ts';

/** B8. Asked twice, it finds one under way. */
export const keep_probe: EffectPerformer<'keep_probe'> = {
  dependencies: [],
  perform:
    (system) =>
    async ({ effect: { backend: slug, probe: name = 'maintenance' }, key }) => {
      const of = { slug, name };
      const after = await keepProbe(kernelOf(system), { of, key, rules: await readProbeRules(system, of) });
      return after === undefined ? { result: 'done' } : { result: 'again', after };
    },
};
