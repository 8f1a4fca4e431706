import { z } from 'zod';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestUnlock = defineOperation(
  z.strictObject({
    operation: z.literal('request_unlock'),
    id: requestId,
    person: z
      .string()
      .min(1)
      .max(40)
      .meta({ examples: ['contributor'] })
      .optional(),
  }),
  {
    route: { method: 'POST', path: '/requests/{id}/unlock', summary: 'Send new links to those who typed wrong codes too often' },
    answer: requestShown,
    permission: 'requests.unlock',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
  },
)({
  words: ['requests', 'unlock'],
  positional: ['id'],
  options: { person: 'value' },
  about: 'send new links to those who typed wrong codes too often',
  make: ({ positional: [id = ''], options: { person } }) => ({
    operation: 'request_unlock',
    id,
    ...(person === undefined ? {} : { person }),
  }),
});
