import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { nextOf } from '#products/rehearsal/pages/mails/parts/after-run.ts';
import { evidenceOf, jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** R4: nobody can say what happened. */
export const runLost: TemplateContent<'run_lost'> = (writing) => {
  const { state } = writing;
  const job = jobOf(writing);
  return {
    what: 'run lost',
    first: `A run of ${job === undefined ? 'a job' : nameOfStep(state.submission, job.step)} (request ${state.id}) was lost: nobody can tell how it ended, so it counts as not passed.`,
    second: nextOf(writing),
    body: [...(job === undefined ? [] : evidenceOf(job, writing)), statusLink(writing)],
  };
};
