import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendStatus = defineOperation(z.strictObject({ operation: z.literal('backend_status'), backend: slug }), {
  permission: 'backends.read',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'status'],
  positional: ['backend'],
  options: {},
  about: 'its flags, slots, what waits, and what a drain waits for',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_status', backend }),
});
