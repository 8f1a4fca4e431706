import { ask, askForReview, closeQuestions } from '#domain/request/decide/asking.ts';
import { recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { answerContinue, answerTakeOver } from '#domain/request/decide/continue.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { endEverything } from '#domain/request/decide/ending.ts';
import { passGates } from '#domain/request/decide/gates.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { isEmpty, notEditable } from '#domain/request/editable.ts';
import { successorOf } from '#domain/request/related.ts';
import { isClosed } from '#domain/request/state.ts';

/** Q2, I11: confirm the address, answer what was asked back, or withdraw. */
export function answerContributor(deciding: Deciding, answering: Answering): { refused: Refusal } | undefined {
  const { draft, at } = deciding;
  if (isClosed(draft.state)) return refuse('not_possible_now', 'the request is over');
  if (answering.action === 'edit') return edit(deciding, answering);
  if (answering.action === 'continue') return answerContinue(deciding, answering);
  if (answering.action === 'take_over') return answerTakeOver(deciding, answering);
  const { edits = {} } = answering.details;
  const late = answering.action === 'answer' ? notEditable(draft.state, edits) : undefined;
  if (late !== undefined) return refuse('not_possible_now', late);
  recordAnswer(deciding, answering);
  switch (answering.action) {
    case 'withdraw':
      endEverything(deciding, 'contributor', 'the request was withdrawn');
      draft.record({ fact: 'withdrawn', at });
      return undefined;
    case 'supersede': {
      const by = successorOf(draft.state);
      endEverything(deciding, 'superseded', 'a newer request took its place');
      draft.record({ fact: 'withdrawn', at, ...(by === undefined ? {} : { supersededBy: by.requestId }) });
      return undefined;
    }
    case 'confirm':
      draft.record({ fact: 'confirmed' });
      ask(deciding, 'withdraw');
      return undefined;
    default:
      draft.record({ fact: 'contributor_answered', edits, question: answering.question.id, at });
      if (draft.state.status === 'in_review') askForReview(deciding);
      else passGates(deciding);
      return undefined;
  }
}

/** Q2: without being asked. A review that was under way is asked for anew, so that nobody accepts what they have not read; its clock goes on. */
function edit(deciding: Deciding, answering: Answering): { refused: Refusal } | undefined {
  const { draft, at } = deciding;
  const { edits = {} } = answering.details;
  const late = notEditable(draft.state, edits);
  if (late !== undefined) return refuse('not_possible_now', late);
  if (isEmpty(edits)) return refuse('detail_missing', 'nothing of it is changed');
  recordAnswer(deciding, answering);
  draft.record({ fact: 'request_edited', edits, at });
  ask(deciding, 'withdraw');
  if (draft.state.status !== 'in_review') return undefined;
  closeQuestions(deciding, ['review']);
  askForReview(deciding);
  return undefined;
}
