import { changeUrl, titleOf } from '#products/rehearsal/pages/about.ts';
import { link, quote } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { mergedAt } from '#products/rehearsal/pages/mails/parts/merged-at.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** A3: approved, and not merged all the same. */
export const mergeRefused: TemplateContent<'merge_refused'> = (writing) => {
  const { state } = writing;
  const why = state.merge?.state === 'refused' ? [quote('The reason given', state.merge.why)] : [];
  return {
    what: 'not merged',
    first: `Request ${state.id} (${titleOf(state.submission)}) is approved, but its pull request could not be merged${mergedAt(writing)}.`,
    second:
      'Remove the cause and merge it at exactly that commit, or ask somebody who may merge there. A new commit has to be tested again.',
    body: [...why, link('Code', changeUrl(state.submission)), aboutRequest(writing), statusLink(writing)],
  };
};
