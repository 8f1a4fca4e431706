import { z } from 'zod';
import { effectKey, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { deadDismissed } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const deadDismiss = defineOperation(z.strictObject({ operation: z.literal('dead_dismiss'), key: effectKey, why }), {
  route: { method: 'POST', path: '/dead-letters/{key}/dismiss', summary: 'Dismiss one that can never succeed' },
  answer: deadDismissed,
  permission: 'dead_letters.dismiss',
  on: everywhere,
})({
  words: ['dead', 'dismiss'],
  positional: ['key'],
  options: { why: 'value' },
  about: 'dismiss one that can never succeed',
  make: ({ positional: [key = ''], options, problem }) => ({
    operation: 'dead_dismiss',
    key,
    why: needed(options['why'], '--why', problem),
  }),
});
