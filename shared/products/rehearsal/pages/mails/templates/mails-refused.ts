import { link, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { maskAddresses } from '#html/text.ts';
import { minuteText } from '#products/rehearsal/pages/mails/parts/since.ts';

/** N1: the mail server says no. One mail, however many are refused. */
export const mailsRefused: TemplateContent<'mails_refused'> = ({ person, data, links }) => {
  const told = `${data.count}${data.isLeast ? ' or more' : ''} refused since ${minuteText(data.since)}`;
  return {
    what: 'mails are refused',
    about: { id: 'mails', name: told },
    first: `${person.name}, the mail server refuses mails: ${told}.`,
    second:
      'Fix what it complains about. Mails that it may accept later are retried automatically; a mail that it refuses for good becomes a dead letter.',
    body: [
      quote('What it said last', maskAddresses(data.said)),
      text('List: npm run rehearsal -- dead list'),
      text('Send the dead letters once the cause is fixed: npm run rehearsal -- dead replay --kind send_mail'),
      text('You get this mail once, and another one when mails are no longer refused.'),
      link('Board', links.board),
    ],
  };
};
