import { titleOf } from '#pages/about.ts';
import { text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { statusLink } from '#pages/mails/parts.ts';

/** X7: what happened, what it means if it was not you, and how the lock is opened. */
export const lockedOut: LetterOf<'locked_out'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'your links are locked',
    first: `${person.name}, a wrong confirmation code was typed five times through a link of yours, about request ${state.id} (${titleOf(state.submission)}).`,
    second: 'The links of that mail are locked, so that nobody can guess the code. Nothing was decided.',
    body: [
      text('If it was you: the next reminder brings new links and a new code.'),
      text('If you need them now: open the status page and have the mail sent again, or ask whoever runs the rehearsals for it.'),
      text('If it was not you: somebody else has a mail of yours. Tell whoever runs the rehearsals.'),
      statusLink(writing),
    ],
  };
};
