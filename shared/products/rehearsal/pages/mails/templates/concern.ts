import { titleOf } from '#products/rehearsal/pages/about.ts';
import { quote } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** W1: for the release team, in the request's thread. */
export const concern: TemplateContent<'concern'> = (writing) => {
  const { state, person, question } = writing;
  return {
    what: 'somebody says that something is wrong',
    first: `${person.name}, somebody wrote on the page of request ${state.id} (${titleOf(state.submission)}).`,
    second: 'Please answer them. The request itself does not wait for your answer. The first answer counts.',
    body: [quote('What they wrote', question?.said ?? ''), ...actionsOf(writing), aboutRequest(writing), statusLink(writing)],
  };
};
