import type { Operation } from '#application/operations/define.ts';
import { replayDeadLetters } from '#application/dead-letters.ts';

export const deadReplayAll: Operation<'dead_replay_all'> = async (system, { by }, { kind }) => ({
  done: { facts: { replayed: await replayDeadLetters(system, by, kind) } },
});
