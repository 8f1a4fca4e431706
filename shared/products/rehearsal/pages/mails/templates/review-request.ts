import { titleOf } from '#products/rehearsal/pages/about.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { actionsOf, byWhen } from '#products/rehearsal/pages/mails/parts.ts';
import { wholeRequest } from '#products/rehearsal/pages/mails/parts/whole-request.ts';

export const reviewRequest: TemplateContent<'review_request'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'review wanted',
    first: `${person.name}, please decide whether ${titleOf(state.submission)} by ${state.submission.contributor.name} (request ${state.id}) may run on the backup server.`,
    second: byWhen(writing),
    body: [...actionsOf(writing), ...wholeRequest(writing)],
  };
};
