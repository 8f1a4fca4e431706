import { titleOf } from '#pages/about.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#pages/mails/parts.ts';

export const accepted: LetterOf<'accepted'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'accepted',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) was accepted.`,
    second: `Nothing is asked of you now: it waits for its turn on ${state.backend}; its place is on the status page.`,
    body: [aboutRequest(writing), statusLink(writing)],
  };
};
