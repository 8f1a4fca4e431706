import { z } from 'zod';
import { intakeSwitched } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeOpen = defineOperation(z.strictObject({ operation: z.literal('intake_open') }), {
  route: { method: 'POST', path: '/intake/open', summary: 'Accept new requests again' },
  answer: intakeSwitched,
  permission: 'intake.switch',
  on: everywhere,
})({
  words: ['intake', 'on'],
  positional: [],
  options: {},
  about: 'accept new requests again',
  make: () => ({ operation: 'intake_open' }),
});
