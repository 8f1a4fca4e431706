import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askForReview } from '#products/rehearsal/domain/decide/asking.ts';
import { notEditable } from '#products/rehearsal/domain/editable.ts';
import { passGates } from '#products/rehearsal/domain/decide/gates.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { refuse } from '#products/rehearsal/domain/decision.ts';

/** Q2: what was asked back. */
export const answer: ActionKind = {
  label: 'Answer',
  rank: 10,
  needs: 'Your answer',
  done: 'Answered',
  consequence: 'Your answer and your changes go back to the admins, and the review goes on.',
  fields: [{ kind: 'edits' }],
  decide: { return: answerBack },
};

function answerBack(deciding: Deciding, answering: Answering): Refused {
  const { draft, at } = deciding;
  const { edits = {} } = answering.details;
  const late = notEditable(draft.state, edits);
  if (late !== undefined) return refuse('not_possible_now', late);
  recordAnswer(deciding, answering);
  draft.record({ fact: 'contributor_answered', edits, question: answering.question.id, at });
  if (draft.state.status === 'in_review') askForReview(deciding);
  else passGates(deciding);
  return undefined;
}
