import { z } from 'zod';
import { slug, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { backendSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendPause = defineOperation(z.strictObject({ operation: z.literal('backend_pause'), backend: slug, why }), {
  route: { method: 'POST', path: '/backends/{backend}/pause', summary: 'Start nothing new on a backend' },
  answer: backendSwitched,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'pause'],
  positional: ['backend'],
  options: { why: 'value' },
  about: 'start nothing new there; it is `ready` once nothing runs any more',
  make: ({ positional: [backend = ''], options, problem }) => ({
    operation: 'backend_pause',
    backend,
    why: needed(options['why'], '--why', problem),
  }),
});
