import { z } from 'zod';
import { effectKey } from '#products/rehearsal/contracts/operation-fields.ts';
import { mailOrdered } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const mailAgain = defineOperation(z.strictObject({ operation: z.literal('mail_again'), key: effectKey }), {
  route: { method: 'POST', path: '/mails/{key}/again', summary: 'Send a mail again' },
  answer: mailOrdered,
  permission: 'mails.send',
  on: everywhere,
})({
  words: ['mails', 'again'],
  positional: ['key'],
  options: {},
  about: 'send a mail again, whatever it is about',
  make: ({ positional: [key = ''] }) => ({ operation: 'mail_again', key }),
});
