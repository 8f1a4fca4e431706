import { link, quote, text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { maskAddresses } from '#pages/text.ts';

/** N1: the mail server says no. One mail, however many are refused. */
export const mailsRefused: LetterOf<'mails_refused'> = ({ person, note = '', links }) => {
  const [count = '', ...said] = note.split('\n');
  return {
    what: 'mails are refused',
    about: { id: 'mails', name: count },
    first: `${person.name}, the mail server refuses mails: ${count}.`,
    second:
      'What comes next: mend what it complains of. What it may take later is tried again by itself; what it refuses for good is a dead letter.',
    body: [
      ...(said.length === 0 ? [] : [quote('What it said last', maskAddresses(said.join('\n')))]),
      text('List: npm run rehearsal -- dead list'),
      text('Send what was given up, once the cause is mended: npm run rehearsal -- dead replay --kind send_mail'),
      text('You get this mail once, and another when nothing is refused any more.'),
      link('Board', links.board),
    ],
  };
};
