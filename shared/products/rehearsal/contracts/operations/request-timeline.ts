import { z } from 'zod';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestEntries } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestTimeline = defineOperation(z.strictObject({ operation: z.literal('request_timeline'), id: requestId }), {
  route: { method: 'GET', path: '/requests/{id}/timeline', summary: 'Show what happened to it' },
  answer: requestEntries,
  permission: 'requests.read',
  on: ({ id }) => ({ of: { kind: 'request', id } }),
})({
  words: ['requests', 'timeline'],
  positional: ['id'],
  options: {},
  about: 'show everything that happened to a request',
  make: ({ positional: [id = ''] }) => ({ operation: 'request_timeline', id }),
});
