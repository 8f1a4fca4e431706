import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** G10. */
export const baseMoved: TemplateContent<'base_moved'> = (writing) => {
  const { state } = writing;
  return {
    what: 'another base',
    first: `The pull request of ${titleOf(state.submission)} (request ${state.id}) now targets another base branch${state.base === undefined ? '' : `, ${state.base.ref}`}; evidence for the merge into the old one no longer counts.`,
    second: 'No action is needed from you now. The gates are checked again, and links in earlier mails about the old base no longer work.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
};
