import { link } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { minuteText } from '#products/rehearsal/pages/mails/parts/since.ts';

/** N1. */
export const mailsPass: TemplateContent<'mails_pass'> = ({ person, data, links }) => {
  const told = `no mail of the last 24 hours is being refused any more; the first refusal was at ${minuteText(data.since)}`;
  return {
    what: 'mails are accepted again',
    about: { id: 'mails', name: told },
    first: `${person.name}, the mail server accepts mails again: ${told}.`,
    second: 'No action is needed from you.',
    body: [link('Board', links.board)],
  };
};
