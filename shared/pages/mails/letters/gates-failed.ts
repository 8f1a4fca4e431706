import { titleOf } from '#pages/about.ts';
import { heading } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { openGatesNow, statusLink } from '#pages/mails/parts.ts';

export const gatesFailed: LetterOf<'gates_failed'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'something must be put right',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) cannot go to review yet: see below what to do.`,
    second: 'The gates are checked again by themselves; when the last one passes, an admin is asked to review it.',
    body: [heading('Still open'), ...openGatesNow(writing), statusLink(writing)],
  };
};
