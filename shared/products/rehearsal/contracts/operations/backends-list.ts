import { z } from 'zod';
import { answerOf } from '#contexts/access/contracts/api/answer.ts';
import { backendRow } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const backendsList = defineOperation(z.strictObject({ operation: z.literal('backends_list') }), {
  permission: 'backends.read',
  on: everywhere,
  route: { method: 'GET', path: '/backends', summary: 'List the backends and who holds them' },
  answer: answerOf({}, 'backends', backendRow),
})({
  words: ['backends'],
  also: ['backends', 'list'],
  positional: [],
  options: {},
  about: 'list the backends and who holds them',
  make: () => ({ operation: 'backends_list' }),
});
