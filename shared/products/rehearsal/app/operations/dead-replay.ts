import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { replayDeadLetter } from '#products/rehearsal/app/dead-letters.ts';
import { endedLetter } from '#products/rehearsal/app/operate/rows.ts';

export const deadReplay: Operation<'dead_replay'> = async (system, { by }, { key }) =>
  endedLetter(key, await replayDeadLetter(system, key, by), 'replayed');
