import { titleOf } from '#products/rehearsal/pages/about.ts';
import { heading, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import {
  aboutRequest,
  actionsOf,
  byWhen,
  gatesNow,
  inTheWayNow,
  inTheirWords,
  jobsAsked,
  statusLink,
  warningsNow,
} from '#products/rehearsal/pages/mails/parts.ts';
import { WHAT_A_WAIVER_IS } from '#products/rehearsal/pages/mails/parts/waiver-words.ts';

/** G7: a gate has hung for too long, or nobody but an admin can open it. */
export const gatesWaivable: TemplateContent<'gates_waivable'> = (writing) => {
  const { state, person, question } = writing;
  const asker = question?.putBy === undefined ? '' : ` Operator ${question.putBy} asks for this.`;
  return {
    what: 'may a gate be waived?',
    first: `${person.name}, please decide whether ${titleOf(state.submission)} (request ${state.id}) may go on although a gate has not passed.${asker}`,
    second: byWhen(writing),
    body: [
      heading('In the way'),
      ...inTheWayNow(writing),
      text(WHAT_A_WAIVER_IS),
      ...actionsOf(writing),
      aboutRequest(writing),
      ...inTheirWords(writing),
      ...jobsAsked(writing),
      ...gatesNow(writing),
      ...warningsNow(writing),
      statusLink(writing),
    ],
  };
};
