import type { Job } from '#contexts/plans/domain/job/state.ts';
import { personName } from '#products/rehearsal/pages/about.ts';
import { nameOf, waitingOf } from '#products/rehearsal/pages/mails/parts/audit-words.ts';
import { heading, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import { evidenceOf, jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** R13: for the contributor, who knows best what the data should look like. */
export const wordWanted: TemplateContent<'word_wanted'> = (writing) => {
  const { state, person } = writing;
  const job = jobOf(writing);
  const name = nameOf(job, writing);
  return {
    what: 'your word on an audit is wanted',
    first: `${person.name}, please look at the result of ${name} (request ${state.id}): may ${waitingOf(job, writing)} start?`,
    second: byWhen(writing),
    body: [
      text(
        `An admin has approved the audit${approvedBy(job, writing)}. Jobs that write data do not start before you agree; other requests can use the backup server in the meantime.`,
      ),
      ...actionsOf(writing),
      ...(job?.state === 'approved' ? [quote('How the admin verified it', job.approval.outcomeVerified)] : []),
      ...(job === undefined ? [] : evidenceOf(job, writing)),
      text('The full output, expected and actual side by side, is on the status page.'),
      statusLink(writing),
      heading('The request'),
      aboutRequest(writing),
    ],
  };
};

function approvedBy(job: Job | undefined, { state, rules }: Writing): string {
  return job?.state === 'approved' ? ` (${personName(job.approval.by, state, rules)})` : '';
}
