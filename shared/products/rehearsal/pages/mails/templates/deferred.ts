import { titleOf } from '#products/rehearsal/pages/about.ts';
import { quote } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** C5. */
export const deferred: TemplateContent<'deferred'> = (writing) => {
  const { state, data } = writing;
  return {
    what: `deferred to ${data.release}`,
    first: `Your request ${state.id} (${titleOf(state.submission)}) was deferred to release ${data.release} by the release team.`,
    second: 'Nothing is lost: its review, its place and its tests go on as they were.',
    body: [quote('Why', data.reason), aboutRequest(writing), statusLink(writing)],
  };
};
