import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { answerAs } from '#products/rehearsal/app/operate/answer.ts';

/** W3, B4. */
export const requestAnswer: Operation<'request_answer'> = async (system, operator, asked) => {
  if (operator.who?.kind !== 'person')
    return { refused: 'conflict', detail: 'only people decide: record what somebody decided with requests answer-for' };
  return answerAs(system, operator, asked, operator.who.id);
};
