import type { Operation } from '#application/operations/define.ts';
import { replayDeadLetter } from '#application/dead-letters.ts';
import { endedLetter } from '#application/operate/rows.ts';

export const deadReplay: Operation<'dead_replay'> = async (system, { by }, { key }) =>
  endedLetter(key, await replayDeadLetter(system, key, by), 'replayed');
