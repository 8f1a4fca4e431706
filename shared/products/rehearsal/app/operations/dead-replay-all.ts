import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { replayDeadLetters } from '#kernel/app/dead-letters.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';

export const deadReplayAll: Operation<'dead_replay_all'> = async (system, { who }, { kind }) => {
  const { effects } = kernelOf(system);
  if (kind !== undefined && !Object.hasOwn(effects, kind))
    return { refused: 'not_found', detail: `there is no effect ${kind}; known: ${Object.keys(effects).toSorted().join(', ')}` };
  return { done: { facts: { replayed: await replayDeadLetters(system, recordName(who), kind) } } };
};
