import { successorOf } from '#products/rehearsal/domain/related.ts';
import { relatedText, titleOf } from '#products/rehearsal/pages/about.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** I11: the same contributor sent a newer request that is about the same. */
export const supersedeOffer: TemplateContent<'supersede_offer'> = (writing) => {
  const { state, person } = writing;
  const newer = successorOf(state);
  return {
    what: 'replaced by a newer one?',
    first: `${person.name}, you sent ${newer === undefined ? 'a newer request' : relatedText(newer)}, which is about the same thing as request ${state.id} (${titleOf(state.submission)}).`,
    second: 'If the newer one replaces this one, say so below; if you need both, no action is needed.',
    body: [
      text('Replacing it closes this request and stops its runs. The newer one keeps its own place in the queue.'),
      ...actionsOf(writing),
      statusLink(writing),
    ],
  };
};
