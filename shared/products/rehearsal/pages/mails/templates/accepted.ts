import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

export const accepted: TemplateContent<'accepted'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'accepted',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) was accepted.`,
    second: `No action is needed from you now. It waits for its turn on ${state.backend}; the status page shows its place in the queue.`,
    body: [aboutRequest(writing), statusLink(writing)],
  };
};
