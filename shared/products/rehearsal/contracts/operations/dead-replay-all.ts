import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** Asked for by the words of `dead_replay`. */
export const deadReplayAll = defineOperation(
  z.strictObject({
    operation: z.literal('dead_replay_all'),
    kind: z
      .string()
      .regex(/^[a-z_]{1,60}$/, 'must be a kind of effect')
      .optional(),
  }),
  { permission: 'dead_letters.replay', on: everywhere },
)();
