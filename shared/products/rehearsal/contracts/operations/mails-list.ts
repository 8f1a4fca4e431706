import { z } from 'zod';
import { effectKey, limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { mailPage } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const mailsList = defineOperation(
  z.strictObject({ operation: z.literal('mails_list'), limit, after: z.strictObject({ value: z.number(), id: effectKey }).optional() }),
  {
    route: { method: 'GET', path: '/mails', summary: 'List mails, newest first' },
    answer: mailPage,
    permission: 'mails.read',
    on: everywhere,
  },
)({
  words: ['mails', 'list'],
  positional: [],
  options: { ...limited, after: 'value' },
  about: 'list the other mails, about releases, backends and the installation, newest first',
  make: ({ options, problem }) => ({
    operation: 'mails_list',
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
