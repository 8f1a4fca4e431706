import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { replayDeadLetter } from '#kernel/app/dead-letters.ts';
import { endedDeadLetter } from '#products/rehearsal/app/operate/rows.ts';

export const deadReplay: Operation<'dead_replay'> = async (system, { by }, { key }) =>
  endedDeadLetter(key, await replayDeadLetter(system, key, by), 'replayed');
