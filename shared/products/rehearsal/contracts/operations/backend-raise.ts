import { z } from 'zod';
import { flag, slug, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { flagNamed, needed } from '#products/rehearsal/contracts/operation-options.ts';
import { backendSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendRaise = defineOperation(z.strictObject({ operation: z.literal('backend_raise'), backend: slug, flag, why }), {
  route: { method: 'POST', path: '/backends/{backend}/flags/{flag}', summary: 'Raise a flag: what it holds back does not start there' },
  answer: backendSwitched,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'raise'],
  positional: ['backend', 'flag'],
  options: { why: 'value' },
  about: 'raise a flag: what it holds back does not start there',
  make: ({ positional: [backend = '', name = ''], options, problem }) => ({
    operation: 'backend_raise',
    backend,
    flag: flagNamed(name, problem),
    why: needed(options['why'], '--why', problem),
  }),
});
