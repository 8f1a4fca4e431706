import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { replayDeadLetters } from '#kernel/app/dead-letters.ts';

export const deadReplayAll: Operation<'dead_replay_all'> = async (system, { by }, { kind }) => ({
  done: { facts: { replayed: await replayDeadLetters(system, by, kind) } },
});
