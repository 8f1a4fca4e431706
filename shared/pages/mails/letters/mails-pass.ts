import { link } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';

/** N1. */
export const mailsPass: LetterOf<'mails_pass'> = ({ person, note = '', links }) => {
  return {
    what: 'mails pass again',
    about: { id: 'mails', name: note },
    first: `${person.name}, the mail server takes mails again: ${note}.`,
    second: 'No action is needed from you.',
    body: [link('Board', links.board)],
  };
};
