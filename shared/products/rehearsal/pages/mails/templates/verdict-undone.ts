import { nameOfStep, subjectOf, titleOf } from '#products/rehearsal/pages/about.ts';
import { list } from '#contexts/telling/pages/mails/blocks.ts';
import { jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { otherJobs } from '#products/rehearsal/pages/mails/parts/other-jobs.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { plural } from '#html/text.ts';

/** A5. */
export const verdictUndone: TemplateContent<'verdict_undone'> = (writing) => {
  const { state, person } = writing;
  const job = jobOf(writing);
  const { steps = [] } = writing;
  const one = job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
  const several = steps.length > 1;
  return {
    what: several ? `${steps.length} verdicts undone` : 'verdict undone',
    first: `${person.name}, ${several ? `the verdicts on ${plural(steps.length, 'job')}` : `the verdict on ${one}`} (request ${state.id}) ${several ? 'were' : 'was'} undone by the admin who gave ${several ? 'them' : 'it'}.`,
    second: `No action is needed from you now. What an earlier mail said about ${several ? 'them' : 'it'} no longer holds, and ${several ? 'they wait' : 'it waits'} for a verdict again.`,
    body: [
      ...list(steps.map((step) => nameOfStep(state.submission, step))),
      ...otherJobs(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
