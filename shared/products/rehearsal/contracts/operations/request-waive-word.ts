import { z } from 'zod';
import { requestId, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** R13. */
export const requestWaiveWord = defineOperation(
  z.strictObject({ operation: z.literal('request_waive_word'), id: requestId, why, step: z.string().min(1).max(200).optional() }),
  {
    route: { method: 'POST', path: '/requests/{id}/waive-word', summary: 'Let it go on without the contributor’s word on an audit' },
    answer: requestShown,
    permission: 'requests.waive',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
  },
)({
  words: ['requests', 'waive-word'],
  positional: ['id'],
  options: { why: 'value', step: 'value' },
  about: 'let it go on without the contributor’s word on an audit (--step names the audit)',
  make: ({ positional: [id = ''], options, problem }) => ({
    operation: 'request_waive_word',
    id,
    why: needed(options['why'], '--why', problem),
    ...(options['step'] === undefined ? {} : { step: options['step'] }),
  }),
});
