import { z } from 'zod';
import { effectKey, limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { deadPage } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const deadList = defineOperation(
  z.strictObject({ operation: z.literal('dead_list'), limit, after: z.strictObject({ value: z.number(), id: effectKey }).optional() }),
  {
    route: { method: 'GET', path: '/dead-letters', summary: 'List effects that were given up, newest first' },
    answer: deadPage,
    permission: 'dead_letters.read',
    on: everywhere,
  },
)({
  words: ['dead', 'list'],
  positional: [],
  options: { ...limited, after: 'value' },
  about: 'effects that were given up, newest first',
  make: ({ options, problem }) => ({
    operation: 'dead_list',
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
