import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { endEverything } from '#products/rehearsal/domain/decide/ending.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** Q2. */
export const withdraw: ActionKind = {
  label: 'Withdraw',
  rank: 30,
  done: 'Withdrawn',
  consequence: 'The request ends. What waits is cancelled and what runs is stopped. This cannot be taken back; you can send a new request.',
  isDrastic: true,
  neverStandsOut: true,
  decide: { confirm: withdrawIt, withdraw: withdrawIt, return: withdrawIt },
};

function withdrawIt(deciding: Deciding, answering: Answering): undefined {
  recordAnswer(deciding, answering);
  endEverything(deciding, 'contributor', 'the request was withdrawn');
  deciding.draft.record({ fact: 'withdrawn', at: deciding.at });
}
