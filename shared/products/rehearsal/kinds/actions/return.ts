import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import { pauseClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** Q1. */
export const giveBack: ActionKind = {
  label: 'Return',
  rank: 60,
  needs: 'What do you want to ask the contributor?',
  done: 'Returned',
  asksBack: true,
  consequence: 'The contributor is mailed your question. Your clock pauses until they answer.',
  // G7: what was reviewed is returned through the review.
  isPossible: ({ status }, { kind }) => kind !== 'gates' || status === 'waiting_for_gates',
  decide: { gates: returnIt, review: returnIt },
};

function returnIt(deciding: Deciding, answering: Answering): undefined {
  recordAnswer(deciding, answering);
  pauseClocks(deciding, 'review', 'gates');
  deciding.draft.record({ fact: 'returned', question: answering.details.comment });
  ask(deciding, 'return');
}
