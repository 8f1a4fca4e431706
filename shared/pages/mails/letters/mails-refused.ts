import { link, quote, text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { maskAddresses } from '#pages/text.ts';
import { minuteText } from '#pages/mails/parts/since.ts';

/** N1: the mail server says no. One mail, however many are refused. */
export const mailsRefused: LetterOf<'mails_refused'> = ({ person, data, links }) => {
  const told = `${data.count}${data.isLeast ? ' or more' : ''} refused since ${minuteText(data.since)}`;
  return {
    what: 'mails are refused',
    about: { id: 'mails', name: told },
    first: `${person.name}, the mail server refuses mails: ${told}.`,
    second:
      'What comes next: mend what it complains of. What it may take later is tried again by itself; what it refuses for good is a dead letter.',
    body: [
      quote('What it said last', maskAddresses(data.said)),
      text('List: npm run rehearsal -- dead list'),
      text('Send what was given up, once the cause is mended: npm run rehearsal -- dead replay --kind send_mail'),
      text('You get this mail once, and another when nothing is refused any more.'),
      link('Board', links.board),
    ],
  };
};
