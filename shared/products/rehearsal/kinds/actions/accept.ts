import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { backendField } from '#products/rehearsal/domain/fields/backend.ts';
import { hasBackend } from '#products/rehearsal/domain/rules.ts';
import { queueUp } from '#products/rehearsal/domain/decide/queueing.ts';
import { refuse } from '#products/rehearsal/domain/decision.ts';
import { stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';

/** Q1. */
export const accept: ActionKind = {
  label: 'Accept',
  rank: 10,
  needsGates: true,
  done: 'Accepted',
  consequence: 'The request joins the queue and is deployed when its turn comes.',
  showsPlan: true,
  fields: [backendField],
  decide: { review: acceptOn },
};

function acceptOn(deciding: Deciding, answering: Answering): Refused {
  const { backend = deciding.draft.state.backend } = answering.details;
  if (!hasBackend(deciding.rules, backend)) return refuse('detail_missing', `there is no backend ${backend}; choose another`);
  stopClocks(deciding, ({ kind }) => kind === 'review', 'answered');
  if (backend !== deciding.draft.state.backend) deciding.draft.record({ fact: 'backend_chosen', backend });
  return queueUp(deciding, answering);
}
