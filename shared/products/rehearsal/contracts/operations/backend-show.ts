import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendShow = defineOperation(z.strictObject({ operation: z.literal('backend_show'), backend: slug }), {
  permission: 'backends.read',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'show'],
  positional: ['backend'],
  options: {},
  about: 'show one: what it is made of and who says so, who uses it, and its tokens',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_show', backend }),
});
