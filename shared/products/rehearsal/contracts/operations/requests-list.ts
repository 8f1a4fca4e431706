import { z } from 'zod';
import { limit, requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { namesOf } from '#contexts/access/contracts/operation-options.ts';
import { limited, limitOf, afterOf } from '#products/rehearsal/contracts/operation-options.ts';
import { requestPage } from '#products/rehearsal/contracts/answers/requests.ts';
import { anywhere, defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestsList = defineOperation(
  z.strictObject({
    operation: z.literal('requests_list'),
    status: z.string().max(40).optional(),
    /** P1. How these stand, in their order; those that are not there, or not to be seen, are left out. */
    ids: z.array(requestId).min(1).max(100).optional(),
    limit,
    after: z.strictObject({ value: z.number(), id: requestId }).optional(),
  }),
  {
    route: { method: 'GET', path: '/requests', looksUp: true, summary: 'List requests, newest first, or those in one state, or these' },
    answer: requestPage,
    permission: 'requests.read',
    on: anywhere,
  },
)({
  words: ['requests', 'list'],
  positional: [],
  options: { status: 'value', ids: 'value', ...limited, after: 'value' },
  about: 'list requests, newest first, or those in one state; or how these stand (--ids a,b)',
  make: ({ options, problem }) => ({
    operation: 'requests_list',
    ...(options['status'] === undefined ? {} : { status: options['status'] }),
    ...(options['ids'] === undefined ? {} : { ids: namesOf(options['ids']) }),
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
