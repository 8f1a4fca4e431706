import { link } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';

/** B9. */
export const agentBack: LetterOf<'agent_back'> = ({ person, note = '', links }) => {
  return {
    what: 'an agent is back',
    about: { id: 'agent', name: note },
    first: `${person.name}, an agent is heard again: ${note}.`,
    second: 'No action is needed from you.',
    body: [link('Board', links.board)],
  };
};
