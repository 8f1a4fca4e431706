import { personName, subjectOf, titleOf } from '#products/rehearsal/pages/about.ts';
import { jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import { verdictRequest } from '#products/rehearsal/pages/mails/templates/verdict-request.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { jobsTogether } from '#products/rehearsal/pages/mails/parts/verdicts.ts';
import { plural } from '#html/text.ts';

/** A7: the same question, to those who have not answered it yet. */
export const secondApproval: TemplateContent<'second_approval'> = (writing) => {
  const { state, person, rules } = writing;
  const judged = jobsTogether(writing);
  const half = judged.filter(({ job }) => job.state === 'awaiting_verdict' && job.firstApproval !== undefined);
  const job = jobOf(writing) ?? half[0]?.job;
  const first = job?.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  const name =
    half.length > 1 ? plural(half.length, 'job') : job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
  const told = first === undefined ? 'one admin has approved' : `${personName(first.by, state, rules)} has approved`;
  return {
    ...verdictRequest(writing),
    what: 'second approval wanted, one of two given',
    first: `${person.name}, please give the second approval for ${name} (request ${state.id}): ${told} it, and it takes two admins.`,
  };
};
