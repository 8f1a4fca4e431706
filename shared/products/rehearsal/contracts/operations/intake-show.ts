import { z } from 'zod';
import { intakeShown } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeShow = defineOperation(z.strictObject({ operation: z.literal('intake_show') }), {
  route: { method: 'GET', path: '/intake', summary: 'Show whether new requests are accepted' },
  answer: intakeShown,
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
