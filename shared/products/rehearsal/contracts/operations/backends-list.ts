import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const backendsList = defineOperation(z.strictObject({ operation: z.literal('backends_list') }), {
  permission: 'backends.read',
  on: everywhere,
})({
  words: ['backends'],
  also: ['backends', 'list'],
  positional: [],
  options: {},
  about: 'list the backends and who holds them',
  make: () => ({ operation: 'backends_list' }),
});
