import { z } from 'zod';
import { defineOperation } from '#contracts/operations/define.ts';

export const intakeShow = defineOperation(z.strictObject({ operation: z.literal('intake_show') }))({
  words: ['intake'],
  positional: [],
  options: {},
  about: 'whether new requests are taken',
  make: () => ({ operation: 'intake_show' }),
});
