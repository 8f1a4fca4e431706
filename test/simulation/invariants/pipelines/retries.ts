import { RETRIES } from '../../town-rules.ts';
import { firstOf, type Invariant, type Stage } from '../invariant.ts';
import { happenedTo, perTown, type Happened } from './happened.ts';

const lost = perTown(() => new Map<string, number>());

export const retries: Invariant = {
  name: 'retries have an end',
  promise: 'An action that is lost again and again is tried once and as often again as the settings say, and no more (R9).',
  afterCommit: ({ committed }, stage) => firstOf(happenedTo(committed), (one) => tooMany(one, stage)),
};

function tooMany({ job, fact }: Happened, { town }: Stage): string | undefined {
  const known = lost(town).get(job) ?? 0;
  if (fact.fact === 'attempt_lost') {
    town.seen('an attempt was lost, and made up for');
    lost(town).set(job, known + 1);
  }
  return fact.fact === 'attempt_started' && known > RETRIES ? `${job} starts again though it was lost ${known} times` : undefined;
}
