import { heedFlags } from '#products/rehearsal/app/heed-flags.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';

/** B2. It looks at what is true now: delivered twice, it finds nothing to do. */
export const heed_flags: EffectPerformer<'heed_flags'> = {
  dependencies: [],
  perform:
    (system) =>
    async ({ effect, key }) => {
      const { again } = await heedFlags(system, effect.backend, key);
      return again === undefined ? { result: 'done' } : { result: 'again', after: again };
    },
};
