import { z } from 'zod';
import { limit } from '#contracts/operation-fields.ts';
import { limited, limitOf } from '#contracts/operation-options.ts';
import { defineOperation } from '#contracts/operations/define.ts';

export const requestsList = defineOperation(
  z.strictObject({ operation: z.literal('requests_list'), status: z.string().max(40).optional(), limit }),
)({
  words: ['requests', 'list'],
  positional: [],
  options: { status: 'value', ...limited },
  about: 'list requests, newest first, or those in one state',
  make: ({ options, problem }) => ({
    operation: 'requests_list',
    ...(options['status'] === undefined ? {} : { status: options['status'] }),
    ...limitOf(options, problem),
  }),
});
