import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** G9. */
export const gatesHold: TemplateContent<'gates_hold'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'going on: its gates hold again',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) is no longer on hold: it goes on where it stopped.`,
    second: 'This mail asks nothing new of you. If an earlier mail asked you for an answer, you can give it again now.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
};
