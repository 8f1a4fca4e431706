import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { backendShown } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendShow = defineOperation(z.strictObject({ operation: z.literal('backend_show'), backend: slug }), {
  route: { method: 'GET', path: '/backends/{backend}', summary: 'Show one: what it is made of, and its tokens' },
  answer: backendShown,
  permission: 'backends.read',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'show'],
  positional: ['backend'],
  options: {},
  about: 'show one: what it is made of and who says so, who uses it, and its tokens',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_show', backend }),
});
