import { z } from 'zod';
import { requestId, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestOverride = defineOperation(
  z.strictObject({ operation: z.literal('request_override'), id: requestId, why: why.optional() }),
  {
    route: { method: 'POST', path: '/requests/{id}/override-freeze', summary: 'Let it start in spite of a freeze' },
    answer: requestShown,
    permission: 'requests.override',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
  },
)({
  words: ['requests', 'override'],
  positional: ['id'],
  options: { why: 'value' },
  about: 'let it start in spite of a freeze; without --why, ask those who may allow it',
  make: ({ positional: [id = ''], options: { why }, problem }) => ({
    operation: 'request_override',
    id,
    ...(why === undefined ? {} : { why: needed(why, '--why', problem) }),
  }),
});
