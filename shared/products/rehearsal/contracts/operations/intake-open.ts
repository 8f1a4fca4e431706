import { z } from 'zod';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeOpen = defineOperation(z.strictObject({ operation: z.literal('intake_open') }))({
  words: ['intake', 'on'],
  positional: [],
  options: {},
  about: 'accept new requests again',
  make: () => ({ operation: 'intake_open' }),
});
