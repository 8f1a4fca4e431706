import { titleOf } from '#pages/about.ts';
import { text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#pages/mails/parts.ts';
import { momentText } from '#pages/times.ts';

/** C8. */
export const turnHeld: LetterOf<'turn_held'> = (writing) => {
  const { state, person, when } = writing;
  const { freezes = [], until } = state.held ?? {};
  const end = until === undefined ? 'later' : momentText(until, when);
  return {
    what: 'held by a freeze',
    first: `${person.name}, a freeze keeps ${titleOf(state.submission)} (request ${state.id}) from starting on ${state.backend}: ${freezes.join(', ')}.`,
    second: `No action is needed from you: it gets its turn automatically when the freeze ends, ${end}.`,
    body: [
      text('If it cannot wait, give a reason below, and it starts in spite of the freeze.'),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
