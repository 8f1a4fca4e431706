import { link } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { minuteText } from '#products/rehearsal/pages/mails/parts/since.ts';

/** B9. */
export const agentBack: TemplateContent<'agent_back'> = ({ person, data: { backend, since }, links }) => {
  const told = `${backend} reports again; it was silent from ${minuteText(since)}`;
  return {
    what: 'an agent is reporting again',
    about: { id: 'agent', name: told },
    first: `${person.name}, an agent is reporting again: ${told}.`,
    second: 'No action is needed from you.',
    body: [link('Board', links.board)],
  };
};
