import { z } from 'zod';
import { requestId, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestStop = defineOperation(z.strictObject({ operation: z.literal('request_stop'), id: requestId, why }), {
  route: { method: 'POST', path: '/requests/{id}/stop', summary: 'End it and its runs' },
  answer: requestShown,
  permission: 'requests.stop',
  on: ({ id }) => ({ of: { kind: 'request', id } }),
})({
  words: ['requests', 'stop'],
  positional: ['id'],
  options: { why: 'value' },
  about: 'end a request and its runs; its contributor is told why',
  make: ({ positional: [id = ''], options, problem }) => ({ operation: 'request_stop', id, why: needed(options['why'], '--why', problem) }),
});
