import { z } from 'zod';
import { limit, requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { limited, limitOf, afterOf } from '#products/rehearsal/contracts/operation-options.ts';
import { requestPage } from '#products/rehearsal/contracts/answers/requests.ts';
import { anywhere, defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestsList = defineOperation(
  z.strictObject({
    operation: z.literal('requests_list'),
    status: z.string().max(40).optional(),
    limit,
    after: z.strictObject({ value: z.number(), id: requestId }).optional(),
  }),
  {
    route: { method: 'GET', path: '/requests', looksUp: true, summary: 'List requests, newest first, or those in one state' },
    answer: requestPage,
    permission: 'requests.read',
    on: anywhere,
  },
)({
  words: ['requests', 'list'],
  positional: [],
  options: { status: 'value', ...limited, after: 'value' },
  about: 'list requests, newest first, or those in one state',
  make: ({ options, problem }) => ({
    operation: 'requests_list',
    ...(options['status'] === undefined ? {} : { status: options['status'] }),
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
