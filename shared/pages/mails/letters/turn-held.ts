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
    first: `${person.name}, the turn of ${titleOf(state.submission)} (request ${state.id}) on ${state.backend} is held by a freeze: ${freezes.join(', ')}.`,
    second: `Nothing needs to be done: it gets its turn by itself when the freeze ends, ${end}.`,
    body: [
      text('If it cannot wait, say why, and it starts all the same.'),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
