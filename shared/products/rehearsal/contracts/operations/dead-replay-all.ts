import { z } from 'zod';
import { allReplayed } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** Asked for by the words of `dead_replay`. */
export const deadReplayAll = defineOperation(
  z.strictObject({
    operation: z.literal('dead_replay_all'),
    kind: z
      .string()
      .regex(/^[a-z_]{1,60}$/, 'must be a kind of effect')
      .meta({ examples: ['send_mail'] })
      .optional(),
  }),
  {
    route: { method: 'POST', path: '/dead-letters/replay', looksUp: true, summary: 'Retry all of a kind, or all' },
    answer: allReplayed,
    permission: 'dead_letters.replay',
    on: everywhere,
  },
)();
