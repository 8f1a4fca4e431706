import { link, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { minuteText } from '#products/rehearsal/pages/mails/parts/since.ts';

/** B8: a check of a backend's data failed, to everybody who can hold work back there. */
export const dataUnsound: TemplateContent<'data_unsound'> = ({ person, data: { backend, since }, links }) => ({
  what: 'a check of data failed',
  about: { id: 'data', name: `the data of ${backend} has failed its check since ${minuteText(since)}` },
  first: `${person.name}, the data of ${backend} failed its check at ${minuteText(since)}.`,
  second: 'Look at the data there. Work goes on; what it computes may be wrong until a check passes.',
  body: [
    text(`To hold back what uses it: npm run rehearsal -- backends maintenance on ${backend} --why <reason>`),
    text(`To check again: npm run rehearsal -- backends probe ${backend} data now`),
    text('You get this mail once, and another one when it is over.'),
    link('Board', links.board),
  ],
});
