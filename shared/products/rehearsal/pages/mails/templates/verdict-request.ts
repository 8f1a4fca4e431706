import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import type { Judged } from '#products/rehearsal/domain/judgements.ts';
import { subjectOf, titleOf } from '#products/rehearsal/pages/about.ts';
import { heading, text } from '#contexts/telling/pages/mails/blocks.ts';
import { evidenceOf, fourFactsOf, jobOf, outcomeOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import type { MailContent } from '#contexts/telling/pages/mails/content.ts';
import { otherJobs } from '#products/rehearsal/pages/mails/parts/other-jobs.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { eachOf, jobsTogether, summaryOf } from '#products/rehearsal/pages/mails/parts/verdicts.ts';
import { plural } from '#html/text.ts';

export const verdictRequest: TemplateContent<'verdict_request'> = (writing) => {
  const { state, person } = writing;
  const judged = jobsTogether(writing);
  if (judged.length > 0) return verdictsRequest(writing, judged);
  const job = jobOf(writing);
  const name = job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
  return {
    what: 'verdict wanted',
    first: `${person.name}, please give your verdict on ${name} by ${state.submission.contributor.name} (request ${state.id}).`,
    second: byWhen(writing),
    body: [
      ...(job === undefined ? [] : [outcomeOf(job, writing)]),
      ...actionsOf(writing),
      ...(job === undefined ? [] : [...evidenceOf(job, writing), heading('What “fully tested” needs'), ...fourFactsOf(job, writing)]),
      ...(job !== undefined && isTestByHand(job)
        ? []
        : [text('The full output, expected and actual side by side, is on the status page.')]),
      statusLink(writing),
      ...otherJobs(writing),
      heading('The request'),
      aboutRequest(writing),
    ],
  };
};

/** All that ended together, with one code. */
function verdictsRequest(writing: Writing, judged: readonly Judged[]): MailContent {
  const { state, person } = writing;
  const elsewhere = state.jobs.some((job) => !judged.some((one) => one.job === job));
  return {
    what: `${judged.length === 1 ? 'verdict' : `${judged.length} verdicts`} wanted`,
    first: `${person.name}, please give your verdict on ${plural(judged.length, 'job')} by ${state.submission.contributor.name} (request ${state.id}).`,
    second: byWhen(writing),
    body: [
      ...summaryOf(judged),
      ...actionsOf(writing),
      ...eachOf(judged, writing),
      text('The full output, expected and actual side by side, is on the status page.'),
      statusLink(writing),
      ...(elsewhere ? otherJobs(writing) : []),
      heading('The request'),
      aboutRequest(writing),
    ],
  };
}
