import { z } from 'zod';
import { slug, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendMaintenance = defineOperation(z.strictObject({ operation: z.literal('backend_maintenance'), backend: slug, why }), {
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
