import { changeUrl, nameOfStep, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { heading, link, list } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { productionOffer } from '#products/rehearsal/pages/mails/parts/production-offer.ts';
import { verifiedText } from '#products/rehearsal/pages/mails/parts/verified.ts';

/** A6. */
export const completed: TemplateContent<'completed'> = (writing) => {
  const { state, rules } = writing;
  const removes = state.status === 'completed' && state.why === 'only_removes';
  const jobs = state.jobs.flatMap((job) =>
    job.state === 'approved'
      ? [`${nameOfStep(state.submission, job.step)}, by ${personName(job.approval.by, state, rules)}: ${verifiedText(job.approval)}`]
      : [],
  );
  return {
    what: 'completed',
    first: removes
      ? `Request ${state.id} (${titleOf(state.submission)}) is completed: its pull request only removes jobs, so there is nothing to test.`
      : `Request ${state.id} (${titleOf(state.submission)}) is completed: it has proved what it had to.`,
    second: removes
      ? 'Its status is green, and it may be merged like any other change. A new commit is checked again.'
      : 'No action is needed from you: there is nothing to merge.',
    body: [
      link('Code', changeUrl(state.submission)),
      ...(jobs.length === 0 ? [] : [heading('Approved jobs'), ...list(jobs)]),
      ...productionOffer(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
