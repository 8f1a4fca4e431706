import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeShow = defineOperation(z.strictObject({ operation: z.literal('intake_show') }), {
  permission: 'intake.read',
  on: everywhere,
})({
  words: ['intake'],
  also: ['intake', 'show'],
  positional: [],
  options: {},
  about: 'show whether new requests are accepted',
  make: () => ({ operation: 'intake_show' }),
});
