import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { backendSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendResume = defineOperation(z.strictObject({ operation: z.literal('backend_resume'), backend: slug }), {
  route: { method: 'POST', path: '/backends/{backend}/resume', summary: 'Go on with its queue: a pause or a drain is over' },
  answer: backendSwitched,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'resume'],
  positional: ['backend'],
  options: {},
  about: 'go on with its queue: a pause or a drain is over',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_resume', backend }),
});
