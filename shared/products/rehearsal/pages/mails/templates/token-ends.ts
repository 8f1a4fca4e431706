import { link, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { momentText } from '#html/times.ts';

/** B10. */
export const tokenEnds: TemplateContent<'token_ends'> = ({ person, data, links, when }) => {
  const { token, label, expiresAt } = data;
  const isOwn = token.startsWith('person.');
  return {
    what: 'a token ends soon',
    about: { id: token, name: label },
    first: `${person.name}, ${isOwn ? 'your token' : 'the token'} ${token} ends ${momentText(expiresAt, when)}.`,
    second: 'What uses it is refused from then on. Rotate it and give the new one to whatever uses it; or let it end, if nothing does.',
    body: [
      isOwn ? link('Your tokens', links.page('/account')) : link('Tokens', links.page('/tokens')),
      ...(isOwn ? [] : [text(`By the command line: npm run rehearsal -- tokens rotate ${token.replace(/\.\d+$/, '')}`)]),
    ],
  };
};
