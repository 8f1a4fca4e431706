import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { documentsOf } from '../shadow.ts';
import type { Town } from '../town.ts';
import { decide, type Readers } from './readers.ts';

/** Contributors who lose patience while their request has a backend: they withdraw it. */
export function startQuitters(town: Town, readers: Readers): void {
  const dice = town.dice.fork('quitters');
  town.listeners.commit.push((committed) => {
    if (!town.weather.has('withdraw')) return;
    for (const { state } of documentsOf(committed, 'requests') as RequestDocument[]) {
      if ((state.status !== 'running' && state.status !== 'deploying') || !dice.chance(0.02)) continue;
      const question = state.questions.findLast(({ kind, state: now }) => kind === 'withdraw' && now === 'open');
      if (question === undefined) continue;
      const claims = {
        subject: theRequest(state.id),
        question: question.id,
        action: 'withdraw',
        person: 'contributor',
        round: roundOf(state, { question: question.id, person: 'contributor' }),
      };
      town.clockwork.after(dice.below(40) * 1_000, () => {
        town.seen('somebody withdrew what was being tested');
        decide(town, readers, claims, town.links.code(claims));
      });
    }
  });
}
