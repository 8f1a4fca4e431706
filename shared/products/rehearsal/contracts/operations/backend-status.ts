import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { backendStanding } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendStatus = defineOperation(z.strictObject({ operation: z.literal('backend_status'), backend: slug }), {
  route: { method: 'GET', path: '/backends/{backend}/status', summary: 'Show its flags, slots, what waits, and what a drain waits for' },
  answer: backendStanding,
  permission: 'backends.read',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'status'],
  positional: ['backend'],
  options: {},
  about: 'its flags, slots, what waits, and what a drain waits for',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_status', backend }),
});
