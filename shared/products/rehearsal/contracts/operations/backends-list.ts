import { z } from 'zod';
import { backendList } from '#products/rehearsal/contracts/answers/backends.ts';
import { anywhere, defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendsList = defineOperation(z.strictObject({ operation: z.literal('backends_list') }), {
  route: { method: 'GET', path: '/backends', summary: 'List the backends and who holds them' },
  answer: backendList,
  permission: 'backends.read',
  on: anywhere,
})({
  words: ['backends'],
  also: ['backends', 'list'],
  positional: [],
  options: {},
  about: 'list the backends and who holds them',
  make: () => ({ operation: 'backends_list' }),
});
