import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { shortSha } from '#html/text.ts';

/** G1. */
export const headMoved: TemplateContent<'head_moved'> = (writing) => {
  const { state } = writing;
  return {
    what: 'a new commit was pushed',
    first: `The pull request of ${titleOf(state.submission)} (request ${state.id}) has a new commit${state.headSha === undefined ? '' : `, ${shortSha(state.headSha)}`}; evidence for the old one no longer counts.`,
    second:
      'No action is needed from you now. The gates are checked again, and links in earlier mails about the old commit no longer work.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
};
