import { z } from 'zod';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendsList = defineOperation(z.strictObject({ operation: z.literal('backends_list') }))({
  words: ['backends'],
  also: ['backends', 'list'],
  positional: [],
  options: {},
  about: 'list the backends and who holds them',
  make: () => ({ operation: 'backends_list' }),
});
