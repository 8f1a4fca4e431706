import { successorOf } from '#domain/request/related.ts';
import { relatedText, titleOf } from '#pages/about.ts';
import { text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { actionsOf, statusLink } from '#pages/mails/parts.ts';

/** I11: the same contributor sent a newer request that is about the same. */
export const supersedeOffer: LetterOf<'supersede_offer'> = (writing) => {
  const { state, person } = writing;
  const newer = successorOf(state);
  return {
    what: 'replaced by a newer one?',
    first: `${person.name}, you sent ${newer === undefined ? 'a newer request' : relatedText(newer)}, which is about the same as request ${state.id} (${titleOf(state.submission)}).`,
    second: 'If the newer one takes the place of this one, say so; if both are wanted, do nothing.',
    body: [
      text('Replacing ends this request and stops what runs of it. The newer one keeps its own place.'),
      ...actionsOf(writing),
      statusLink(writing),
    ],
  };
};
