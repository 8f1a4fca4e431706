import { z } from 'zod';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const sweepNow = defineOperation(z.strictObject({ operation: z.literal('sweep_now') }))({
  words: ['sweep', 'now'],
  positional: [],
  options: {},
  about: 'sweep now',
  make: () => ({ operation: 'sweep_now' }),
});
