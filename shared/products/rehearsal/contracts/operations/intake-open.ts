import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeOpen = defineOperation(z.strictObject({ operation: z.literal('intake_open') }), {
  permission: 'intake.switch',
  on: everywhere,
})({
  words: ['intake', 'on'],
  positional: [],
  options: {},
  about: 'accept new requests again',
  make: () => ({ operation: 'intake_open' }),
});
