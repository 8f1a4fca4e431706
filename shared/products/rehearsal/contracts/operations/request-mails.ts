import { z } from 'zod';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestMailList } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const requestMails = defineOperation(z.strictObject({ operation: z.literal('request_mails'), id: requestId }), {
  route: { method: 'GET', path: '/requests/{id}/mails', summary: 'List its mails' },
  answer: requestMailList,
  permission: 'requests.read',
  on: ({ id }) => ({ of: { kind: 'request', id } }),
})({
  words: ['requests', 'mails'],
  positional: ['id'],
  options: {},
  about: 'list its mails and their delivery',
  make: ({ positional: [id = ''] }) => ({ operation: 'request_mails', id }),
});
