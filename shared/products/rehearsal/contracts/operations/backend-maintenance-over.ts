import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { backendSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const backendMaintenanceOver = defineOperation(z.strictObject({ operation: z.literal('backend_maintenance_over'), backend: slug }), {
  route: { method: 'DELETE', path: '/backends/{backend}/maintenance', summary: 'Say that its database can be used again' },
  answer: backendSwitched,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'maintenance', 'off'],
  positional: ['backend'],
  options: {},
  about: 'its database can be used again, whoever said that it cannot; a probe may find otherwise',
  make: ({ positional: [backend = ''] }) => ({ operation: 'backend_maintenance_over', backend }),
});
