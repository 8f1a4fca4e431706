import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import * as kernel from '#kernel/questions/ask.ts';

/** A question with its answer, checked as far as every answer is checked the same way. */
export interface Answering {
  question: Question;
  action: Action;
  details: AnswerDetails;
  /** One of several verdicts: whoever puts them together ends the request. */
  together?: true;
}

/** Puts the answer on the record; called once the rest of the decision is known to be possible. */
export function recordAnswer(deciding: Deciding, { question, action, details }: Answering): void {
  kernel.recordAnswer(deciding, { question: question.id, action, comment: details.comment });
}

/** W5: who put it on the record, where that was somebody else. */
export function throughOf({ by }: Deciding): { through?: string } {
  return by.kind === 'person' && by.through !== undefined ? { through: by.through } : {};
}

/** Who decides, as it stands on the record: a person's id, or `contributor`. */
export function personOf({ by }: Deciding): string {
  return by.kind === 'person' ? by.id : by.kind;
}
