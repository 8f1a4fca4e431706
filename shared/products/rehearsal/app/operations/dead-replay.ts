import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { replayDeadLetter } from '#kernel/app/dead-letters.ts';
import { endedDeadLetter } from '#products/rehearsal/app/operate/rows.ts';

export const deadReplay: Operation<'dead_replay'> = async (system, { who }, { key }) =>
  endedDeadLetter(key, await replayDeadLetter(system, key, recordName(who)), 'replayed');
