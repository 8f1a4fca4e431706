import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { ask, askForReview, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { editableOf, isEmpty, notEditable } from '#products/rehearsal/domain/editable.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { refuse } from '#products/rehearsal/domain/decision.ts';

/** Q2: without being asked. */
export const edit: ActionKind = {
  label: 'Edit',
  rank: 20,
  done: 'Edited',
  consequence:
    'Your changes are recorded together with the earlier answers, and the admins are told. If a review is under way, it is asked for again.',
  unasked: 'change your answers',
  fields: [{ kind: 'edits' }],
  isPossible: (state) => editableOf(state).answers,
  decide: { withdraw: editUnasked },
};

/** A review that was under way is asked for anew, so that nobody accepts what they have not read; its clock goes on. */
function editUnasked(deciding: Deciding, answering: Answering): Refused {
  const { draft, at } = deciding;
  const { edits = {} } = answering.details;
  const late = notEditable(draft.state, edits);
  if (late !== undefined) return refuse('not_possible_now', late);
  if (isEmpty(edits)) return refuse('detail_missing', 'nothing was changed');
  recordAnswer(deciding, answering);
  draft.record({ fact: 'request_edited', edits, at });
  ask(deciding, 'withdraw');
  if (draft.state.status !== 'in_review') return undefined;
  closeQuestions(deciding, ['review']);
  askForReview(deciding);
  return undefined;
}
