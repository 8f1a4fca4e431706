import { personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { link, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import { evidenceOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** A4: what went wrong, and the way back in. */
export const rejected: TemplateContent<'rejected'> = (writing) => {
  const { state, rules, person, links } = writing;
  const by = state.status === 'rejected' ? ` by ${personName(state.rejectedBy, state, rules)}` : '';
  const failed = state.jobs.filter((job) => job.state === 'rejected');
  return {
    what: 'rejected',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) was rejected${by}.`,
    second: 'Fix what is named below, then send the request again; the form is already filled in for you.',
    body: [
      ...(state.status === 'rejected' ? [quote('What went wrong', state.reason)] : []),
      link('Send it again', links.resubmit),
      ...failed.flatMap((job) => evidenceOf(job, writing)),
      text('Jobs that were still waiting were cancelled. The evidence of jobs that passed is kept.'),
      statusLink(writing),
    ],
  };
};
