import { z } from 'zod';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';
import { taskKinds } from '#products/rehearsal/stored/tasks.ts';

/** Asked for by the words of `dead_replay`. */
export const deadReplayAll = defineOperation(
  z.strictObject({ operation: z.literal('dead_replay_all'), kind: z.enum(taskKinds).optional() }),
)();
