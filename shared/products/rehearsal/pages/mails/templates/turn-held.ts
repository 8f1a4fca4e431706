import { titleOf } from '#products/rehearsal/pages/about.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { momentText } from '#html/times.ts';

/** C8. */
export const turnHeld: TemplateContent<'turn_held'> = (writing) => {
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
