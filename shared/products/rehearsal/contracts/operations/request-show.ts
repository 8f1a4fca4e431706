import { z } from 'zod';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestShow = defineOperation(z.strictObject({ operation: z.literal('request_show'), id: requestId }), {
  route: { method: 'GET', path: '/requests/{id}', summary: 'Show one request and its jobs' },
  answer: requestShown,
  permission: 'requests.read',
  on: ({ id }) => ({ of: { kind: 'request', id } }),
})({
  words: ['requests', 'show'],
  positional: ['id'],
  options: {},
  about: 'show one request and its jobs',
  make: ({ positional: [id = ''] }) => ({ operation: 'request_show', id }),
});
