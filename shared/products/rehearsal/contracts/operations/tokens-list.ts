import { z } from 'zod';
import { holder, limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { tokenPage } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const tokensList = defineOperation(z.strictObject({ operation: z.literal('tokens_list'), limit, after: holder.optional() }), {
  route: { method: 'GET', path: '/tokens', summary: 'List tokens by whose they are' },
  answer: tokenPage,
  permission: 'tokens.read',
  on: everywhere,
})({
  words: ['tokens', 'list'],
  positional: [],
  options: { ...limited, after: 'value' },
  about: 'list tokens by whose they are: which are valid, and when they were last used (--after names the last holder of a page)',
  make: ({ options, problem }) => ({
    operation: 'tokens_list',
    ...limitOf(options, problem),
    ...(options['after'] === undefined ? {} : { after: options['after'].replace(/^0\//, '') }),
  }),
});
