import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { backendFigures } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** B9. */
export const backendStatistics = defineOperation(z.strictObject({ operation: z.literal('backend_statistics'), backend: slug }), {
  route: { method: 'GET', path: '/backends/{backend}/statistics', summary: 'Show what it was given and answered, and how long that took' },
  answer: backendFigures,
  permission: 'backends.read',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'statistics'],
  positional: ['backend'],
  options: {},
  about: 'when its agent was heard, what it was given and answered, how that ended and how long it waited and ran; by day',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_statistics', backend }),
});
