import { titleOf } from '#products/rehearsal/pages/about.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** X7: what happened, what it means if it was not you, and how the lock is opened. */
export const lockedOut: TemplateContent<'locked_out'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'your links are locked',
    first: `${person.name}, somebody typed a wrong confirmation code five times through one of your links about request ${state.id} (${titleOf(state.submission)}).`,
    second: 'The links in that mail are locked, so that nobody can guess the code. Nothing was decided.',
    body: [
      text('If it was you, wait for the next reminder: it brings new links and a new code.'),
      text('If you need them now, open the status page and have the mail sent again, or ask the people who run Rehearsal for it.'),
      text('If it was not you, somebody else has one of your mails. Tell the people who run Rehearsal.'),
      statusLink(writing),
    ],
  };
};
