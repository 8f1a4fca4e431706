import { nextDue } from '#products/rehearsal/domain/due.ts';
import { personName, titleOf } from '#products/rehearsal/pages/about.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { actionsOf } from '#products/rehearsal/pages/mails/parts.ts';
import { wholeRequest } from '#products/rehearsal/pages/mails/parts/whole-request.ts';
import { momentText } from '#html/times.ts';

export const assigned: TemplateContent<'assigned'> = (writing) => {
  const { state, rules, person, when } = writing;
  const due = nextDue(state);
  const to = state.assignee === undefined ? person.name : personName(state.assignee, state, rules);
  return {
    what: `assigned to ${to}`,
    first: `Request ${state.id} (${titleOf(state.submission)}) is assigned to ${to}.`,
    second: due === undefined ? 'Nothing is due at the moment.' : `An answer is due ${momentText(due, when)}.`,
    body: [...actionsOf(writing), ...wholeRequest(writing)],
  };
};
