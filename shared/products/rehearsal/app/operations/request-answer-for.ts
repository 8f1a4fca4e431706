import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { answerAs } from '#products/rehearsal/app/operate/answer.ts';

/** B4, W5. */
export const requestAnswerFor: Operation<'request_answer_for'> = async (system, operator, { as, ...asked }) =>
  answerAs(system, operator, asked, as);
