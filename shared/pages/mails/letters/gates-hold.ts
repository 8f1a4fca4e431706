import { titleOf } from '#pages/about.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, statusLink } from '#pages/mails/parts.ts';

/** G9. */
export const gatesHold: LetterOf<'gates_hold'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'goes on: its gates hold again',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) is no longer held by a gate: it goes on where it was.`,
    second: 'Nothing new is asked of you by this mail; what you were asked before can be answered again.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
};
