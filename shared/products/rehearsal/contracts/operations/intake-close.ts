import { z } from 'zod';
import { why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { intakeSwitched } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const intakeClose = defineOperation(z.strictObject({ operation: z.literal('intake_close'), why }), {
  route: { method: 'POST', path: '/intake/close', summary: 'Accept no new requests' },
  answer: intakeSwitched,
  permission: 'intake.switch',
  on: everywhere,
})({
  words: ['intake', 'off'],
  positional: [],
  options: { why: 'value' },
  about: 'accept no new requests; people are shown the reason',
  make: ({ options, problem }) => ({
    operation: 'intake_close',
    why: needed(options['why'], '--why', problem),
  }),
});
