import { z } from 'zod';
import { slug, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { minutesOf, needed } from '#products/rehearsal/contracts/operation-options.ts';
import { backendStanding } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

const schema = z.strictObject({
  operation: z.literal('backend_drain'),
  backend: slug,
  why,
  mode: z.enum(['stop', 'wait']),
  /** From now on, on the clock of the installation. */
  minutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .optional(),
  resume: z.literal(true).optional(),
});

export const backendDrain = defineOperation(schema, {
  route: { method: 'POST', path: '/backends/{backend}/drain', summary: 'Make it ready for a reboot' },
  answer: backendStanding,
  permission: 'backends.switch',
  on: ({ backend }) => ({ backend }),
})({
  words: ['backends', 'drain'],
  positional: ['backend'],
  options: { why: 'value', wait: 'flag', minutes: 'value', resume: 'flag' },
  about:
    'make it ready for a reboot: stop what may run again, or --wait for it, until --minutes have passed; --resume when its agent is back',
  make: ({ positional: [backend = ''], options, problem }) => ({
    operation: 'backend_drain',
    backend,
    why: needed(options['why'], '--why', problem),
    mode: options['wait'] === undefined ? 'stop' : 'wait',
    ...minutesOf(options, problem),
    ...(options['resume'] === undefined ? {} : { resume: true }),
  }),
});
