import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { heading, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import { gatesHold } from '#products/rehearsal/pages/mails/templates/gates-hold.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, inTheWayNow, openGatesNow, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { WHAT_A_WAIVER_IS } from '#products/rehearsal/pages/mails/parts/waiver-words.ts';

/** G9. Told as it is when the mail is written: what has been put right meanwhile is not complained of. */
export const gatesFell: TemplateContent<'gates_fell'> = (writing) => {
  const { state, person } = writing;
  if (!isHeld(state)) return gatesHold({ ...writing, data: {} });
  return {
    what: 'on hold: a gate no longer holds',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) is on hold: a gate that had passed no longer holds.`,
    second: 'It goes on automatically as soon as all gates hold again. Until then, no part of it can start, be accepted or be approved.',
    body: [
      heading('What no longer holds, and who acts'),
      ...openGatesNow(writing),
      text(
        'Nothing is lost: earlier runs count, links and codes in earlier mails still work, and the time that an admin has for a review or a verdict is paused.',
      ),
      ...mayWaive(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

/** G7: asked of the admins who may, and not owed while somebody else can put it right. */
function mayWaive(writing: Writing): Block[] {
  if (writing.question === undefined) return [];
  return [heading('If it may go on anyway'), ...inTheWayNow(writing), text(WHAT_A_WAIVER_IS), ...actionsOf(writing)];
}
