import { nameOf, waitingOf } from '#products/rehearsal/pages/mails/parts/audit-words.ts';
import { heading } from '#contexts/telling/pages/mails/blocks.ts';
import { evidenceOf, jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** For the admins, of whom nothing is asked. */
export const wordWaivable: TemplateContent<'word_waivable'> = (writing) => {
  const { state, person } = writing;
  const job = jobOf(writing);
  return {
    what: 'the contributor’s word is awaited',
    first: `${person.name}, ${state.submission.contributor.name} has been asked whether ${waitingOf(job, writing)} may start, given the result of ${nameOf(job, writing)} (request ${state.id}).`,
    second:
      'No action is needed from you. If it cannot wait, you can let it go on without the contributor’s word, for a reason that stays on the record.',
    body: [
      ...actionsOf(writing),
      ...(job === undefined ? [] : evidenceOf(job, writing)),
      heading('The request'),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
