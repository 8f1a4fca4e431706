import { link, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { minuteText } from '#products/rehearsal/pages/mails/parts/since.ts';

/** B9: an agent that is silent, to everybody who can start it again. */
export const agentSilent: TemplateContent<'agent_silent'> = ({ person, data: { backend, since }, links }) => {
  const told = since === undefined ? `${backend} has never reported` : `${backend} has not reported since ${minuteText(since)}`;
  return {
    what: 'an agent is silent',
    about: { id: 'agent', name: told },
    first: `${person.name}, the agent of a backend is silent: ${told}.`,
    second:
      'Restart it on its backend. Until it reports, nothing new starts there, and nobody can tell how the work that is running there is going.',
    body: [
      text('To see the backends: npm run rehearsal -- backends'),
      text('If it is meant to stay off, pause the backend: npm run rehearsal -- backends pause <backend> --why <reason>'),
      text('You get this mail once, and another one when the agent reports again.'),
      link('Board', links.board),
    ],
  };
};
