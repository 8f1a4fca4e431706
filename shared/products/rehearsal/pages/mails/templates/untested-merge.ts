import { changeUrl, titleOf } from '#products/rehearsal/pages/about.ts';
import { link } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { mergedAt } from '#products/rehearsal/pages/mails/parts/merged-at.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** N5: jobs are on the base branch that nobody has rehearsed. */
export const untestedMerge: TemplateContent<'untested_merge'> = (writing) => {
  const { state } = writing;
  return {
    what: 'MERGED UNTESTED',
    first: `The pull request of request ${state.id} (${titleOf(state.submission)}) was merged${mergedAt(writing)}, and that commit is not fully tested.`,
    second: 'Revert it, or make sure that its jobs do not run in production before they have been tested.',
    body: [link('Code', changeUrl(state.submission)), aboutRequest(writing), statusLink(writing)],
  };
};
