import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { nameOfStep, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { quote, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { wholeRequest } from '#products/rehearsal/pages/mails/parts/whole-request.ts';

/** W5. */
export const recordedForYou: TemplateContent<'recorded_for_you'> = (writing) => {
  const { state, person, rules, data } = writing;
  const question = state.questions.find(({ id }) => id === data.recorded);
  const who = personName(data.through, state, rules);
  const about = question?.step === undefined ? titleOf(state.submission) : nameOfStep(state.submission, question.step);
  const answer = question?.answer;
  const words: Block[] =
    answer === undefined
      ? [text('It is the first of two approvals.')]
      : [
          text(`The answer: ${actionKinds[answer.action].label}.`),
          ...(answer.comment.trim() === '' ? [] : [quote('With these words', answer.comment)]),
        ];
  return {
    what: 'an answer was recorded in your name',
    first: `${person.name}, ${who} recorded your answer on request ${state.id} (${about}).`,
    second: 'If you did not decide this, tell the other admins now: it counts as your decision.',
    body: [
      text(`It was asked: ${question === undefined ? 'a question' : questionKinds[question.kind].label}.`),
      ...words,
      ...wholeRequest(writing),
    ],
  };
};
