import { titleOf } from '#pages/about.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, statusLink } from '#pages/mails/parts.ts';

/** G10. */
export const baseMoved: LetterOf<'base_moved'> = (writing) => {
  const { state } = writing;
  return {
    what: 'another base',
    first: `The pull request of ${titleOf(state.submission)} (request ${state.id}) is to be merged into another base${state.base === undefined ? '' : `, ${state.base.ref}`}; evidence of the merge into the old one no longer counts.`,
    second: 'Nothing is asked of you now: the gates are checked again, and links in earlier mails about the old base no longer work.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
};
