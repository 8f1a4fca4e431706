import { titleOf } from '#products/rehearsal/pages/about.ts';
import { quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** Q1, Q2: the ball is with the contributor. */
export const returned: TemplateContent<'returned'> = (writing) => {
  const { state, person } = writing;
  const asked = state.status === 'returned' ? state.askedBack : undefined;
  return {
    what: 'a question for you',
    first: `${person.name}, an admin has a question about your request ${state.id} (${titleOf(state.submission)}).`,
    second: byWhen(writing),
    body: [
      ...(asked === undefined ? [] : [quote('The question', asked)]),
      text('When you answer, you can also change the document, the reason, the release and the expected output.'),
      ...actionsOf(writing),
      statusLink(writing),
    ],
  };
};
