import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { backendRemoved } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** B10. */
export const backendRemove = defineOperation(z.strictObject({ operation: z.literal('backend_remove'), backend: slug }), {
  route: { method: 'DELETE', path: '/backends/{backend}', summary: 'Remove one that was added, once nothing uses it' },
  answer: backendRemoved,
  permission: 'backends.manage',
  on: everywhere,
})({
  words: ['backends', 'remove'],
  positional: ['backend'],
  options: {},
  about: 'remove one that was added, once nothing uses it; its history stays',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_remove', backend }),
});
