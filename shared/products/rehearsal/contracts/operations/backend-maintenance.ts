import { z } from 'zod';
import { slug, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { backendSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendMaintenance = defineOperation(z.strictObject({ operation: z.literal('backend_maintenance'), backend: slug, why }), {
  route: { method: 'POST', path: '/backends/{backend}/maintenance', summary: 'Say that its database cannot be used' },
  answer: backendSwitched,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'maintenance', 'on'],
  positional: ['backend'],
  options: { why: 'value' },
  about: 'its database cannot be used: what uses it is stopped where it may run again, and waits',
  make: ({ positional: [backend = ''], options, problem }) => ({
    operation: 'backend_maintenance',
    backend,
    why: needed(options['why'], '--why', problem),
  }),
});
