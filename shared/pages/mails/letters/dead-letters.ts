import { link, quote, text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { maskAddresses } from '#pages/text.ts';

/** B5: what was promised and given up, to everybody who can do something about it. */
export const deadLetters: LetterOf<'dead_letters'> = ({ person, data, links }) => {
  const kinds = data.kinds.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  const all = `${data.count}${data.isLeast ? ' or more' : ''} in all: ${kinds}.`;
  const lines = data.letters.map(({ key, attempts, cause }) => `${key} after ${attempts} attempts: ${cause}`);
  return {
    what: 'promised work was given up',
    about: { id: 'dead letters', name: all },
    first: `${person.name}, something that was promised was tried as often as it may be, and was given up on.`,
    second: 'Nobody tries it again by itself: mend the cause, then replay it.',
    body: [
      quote('What was given up', maskAddresses([all, ...lines, ...(data.isCut ? ['…'] : [])].join('\n'))),
      text('List: npm run rehearsal -- dead list'),
      text('Replay, once the cause is mended: npm run rehearsal -- dead replay --all'),
      text('Dismiss what can never be done: npm run rehearsal -- dead dismiss <key> --why <reason>'),
      text('You get this mail once per hour at most, and once a day while nothing new is given up.'),
      link('Board', links.board),
    ],
  };
};
