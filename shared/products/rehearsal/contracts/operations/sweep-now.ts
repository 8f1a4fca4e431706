import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const sweepNow = defineOperation(z.strictObject({ operation: z.literal('sweep_now') }), { permission: 'sweep.run', on: everywhere })(
  {
    words: ['sweep', 'now'],
    positional: [],
    options: {},
    about: 'sweep now',
    make: () => ({ operation: 'sweep_now' }),
  },
);
