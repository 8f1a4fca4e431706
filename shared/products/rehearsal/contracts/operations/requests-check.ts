import { z } from 'zod';
import { limit, requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { timelinesChecked } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestsCheck = defineOperation(
  z.strictObject({
    operation: z.literal('requests_check'),
    id: requestId.optional(),
    limit,
    after: z.strictObject({ value: z.number(), id: requestId }).optional(),
  }),
  {
    route: { method: 'GET', path: '/timeline-check', looksUp: true, summary: 'Check that no timeline was changed after it was written' },
    answer: timelinesChecked,
    permission: 'requests.read',
    on: ({ id }) => (id === undefined ? {} : { of: { kind: 'request', id } }),
  },
)({
  words: ['requests', 'check'],
  positional: ['id?'],
  options: { ...limited, after: 'value' },
  about: 'check that no timeline was changed after it was written: of one request, or of all, newest first',
  make: ({ positional: [id], options, problem }) => {
    if (id !== undefined && Object.keys(options).length > 0) problem('give an id, or --limit and --after');
    if (id !== undefined) return { operation: 'requests_check', id };
    return { operation: 'requests_check', ...limitOf(options, problem), ...afterOf(options['after'], problem) };
  },
});
