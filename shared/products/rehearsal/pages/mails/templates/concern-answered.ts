import { personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { quote, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** The answer, for the contributor. */
export const concernAnswered: TemplateContent<'concern_answered'> = (writing) => {
  const { state, person, rules, question } = writing;
  const answer = question?.answer;
  const by = answer?.by.kind === 'person' ? personName(answer.by.id, state, rules) : 'the release team';
  const words: Block[] =
    answer === undefined ? [text('The answer is on the status page.')] : [quote(`The answer of ${by}`, answer.comment)];
  return {
    what: 'a message was answered',
    first: `${person.name}, the message on the page of your request ${state.id} (${titleOf(state.submission)}) was answered.`,
    second: 'No action is needed from you.',
    body: [quote('What was written', question?.said ?? ''), ...words, statusLink(writing)],
  };
};
