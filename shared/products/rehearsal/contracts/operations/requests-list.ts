import { z } from 'zod';
import { limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const requestsList = defineOperation(
  z.strictObject({ operation: z.literal('requests_list'), status: z.string().max(40).optional(), limit }),
  { permission: 'requests.read', on: everywhere },
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
