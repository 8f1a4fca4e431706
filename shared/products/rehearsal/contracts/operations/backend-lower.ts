import { z } from 'zod';
import { flag, slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { flagNamed } from '#products/rehearsal/contracts/operation-options.ts';
import { backendSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendLower = defineOperation(z.strictObject({ operation: z.literal('backend_lower'), backend: slug, flag }), {
  route: { method: 'DELETE', path: '/backends/{backend}/flags/{flag}', summary: 'Lower a flag' },
  answer: backendSwitched,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'lower'],
  positional: ['backend', 'flag'],
  options: {},
  about: 'lower a flag: its queue goes on, unless another holds it',
  make: ({ positional: [backend = '', name = ''], problem }) => ({ operation: 'backend_lower', backend, flag: flagNamed(name, problem) }),
});
