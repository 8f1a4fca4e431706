import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** I16: the address is theirs, and so is the request. */
export const confirm: ActionKind = {
  label: 'Confirm',
  rank: 10,
  done: 'Confirmed',
  consequence: 'The gates are checked; when all have passed, an admin is asked to review the request.',
  decide: { confirm: confirmAddress },
};

function confirmAddress(deciding: Deciding, answering: Answering): undefined {
  recordAnswer(deciding, answering);
  deciding.draft.record({ fact: 'confirmed' });
  ask(deciding, 'withdraw');
}
