import { link, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { maskAddresses } from '#html/text.ts';

/** B5: what was promised and given up, to everybody who can do something about it. */
export const deadLetters: TemplateContent<'dead_letters'> = ({ person, data, links }) => {
  const kinds = data.kinds.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  const all = `${data.count}${data.isLeast ? ' or more' : ''} in all: ${kinds}.`;
  const lines = data.letters.map(({ key, attempts, cause }) => `${key} after ${attempts} attempts: ${cause}`);
  return {
    what: 'work was given up',
    about: { id: 'dead letters', name: all },
    first: `${person.name}, work that Rehearsal had promised failed on every attempt and was given up.`,
    second: 'Fix the cause, then replay it: it is not retried automatically.',
    body: [
      quote('What was given up', maskAddresses([all, ...lines, ...(data.isCut ? ['…'] : [])].join('\n'))),
      text('List: npm run rehearsal -- dead list'),
      text('Replay it once the cause is fixed: npm run rehearsal -- dead replay --all'),
      text('Dismiss what can never succeed: npm run rehearsal -- dead dismiss <key> --why <reason>'),
      text('You get this mail at most once an hour, and once a day while nothing new is given up.'),
      link('Board', links.board),
    ],
  };
};
