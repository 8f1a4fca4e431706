import { z } from 'zod';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { traceShown } from '#products/rehearsal/contracts/answers/audit.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** X8. */
export const requestTrace = defineOperation(z.strictObject({ operation: z.literal('request_trace'), id: requestId }), {
  route: { method: 'GET', path: '/requests/{id}/trace', summary: 'Show what came of it: commands and effects, with waits and attempts' },
  answer: traceShown,
  permission: 'requests.read',
  on: ({ id }) => ({ of: { kind: 'request', id } }),
})({
  words: ['requests', 'trace'],
  positional: ['id'],
  options: {},
  about: 'show what came of a request, over all its traces: each command, and what it asked for, with waits and attempts',
  make: ({ positional: [id = ''] }) => ({ operation: 'request_trace', id }),
});
