import { z } from 'zod';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeShow = defineOperation(z.strictObject({ operation: z.literal('intake_show') }))({
  words: ['intake'],
  also: ['intake', 'show'],
  positional: [],
  options: {},
  about: 'show whether new requests are accepted',
  make: () => ({ operation: 'intake_show' }),
});
