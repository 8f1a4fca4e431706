import { link, text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';

/** B9: an agent that is silent, to everybody who can start it again. */
export const agentSilent: LetterOf<'agent_silent'> = ({ person, note = '', links }) => {
  return {
    what: 'an agent is silent',
    about: { id: 'agent', name: note },
    first: `${person.name}, the agent of a backend is silent: ${note}.`,
    second:
      'What comes next: start it again at its backend. Until it reports, nothing begins there, and nobody knows how what runs there goes.',
    body: [
      text('Look: npm run rehearsal -- backends'),
      text('If it is to stay away, pause the backend: npm run rehearsal -- backends pause <backend> --why <reason>'),
      text('You get this mail once, and another when it reports again.'),
      link('Board', links.board),
    ],
  };
};
