import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { nameOfStep, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import { quote, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { wholeRequest } from '#products/rehearsal/pages/mails/parts/whole-request.ts';

/** W5. */
export const recordedForYou: TemplateContent<'recorded_for_you'> = (writing) => {
  const { state, person, rules, data } = writing;
  const question = state.questions.find(({ id }) => id === data.recorded);
  const who = personName(data.through, state, rules);
  const about = question?.step === undefined ? titleOf(state.submission) : nameOfStep(state.submission, question.step);
  return {
    what: 'an answer was recorded in your name',
    first: `${person.name}, ${who} recorded your answer on request ${state.id} (${about}).`,
    second: 'If you did not decide this, tell the other admins now: it counts as your decision.',
    body: [...(question === undefined ? waived(data) : answered(question)), ...wholeRequest(writing)],
  };
};

function answered({ kind, answer }: Question): Block[] {
  const asked = text(`It was asked: ${questionKinds[kind].label}.`);
  if (answer === undefined) return [asked, text('It is the first of two approvals.')];
  const words = answer.comment.trim() === '' ? [] : [quote('With these words', answer.comment)];
  return [asked, text(`The answer: ${actionKinds[answer.action].label}.`), ...words];
}

function waived({ waived: gates = '', reason = '' }: { waived?: string | undefined; reason?: string | undefined }): Block[] {
  return [text(`It goes on without what was seen of: ${gates}.`), quote('Because', reason)];
}
