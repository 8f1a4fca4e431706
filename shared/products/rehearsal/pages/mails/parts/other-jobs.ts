import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { jobStateLabels } from '#contexts/plans/pages/job-tag.ts';
import { heading, list, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';

export function otherJobs({ state }: Writing): Block[] {
  if (state.jobs.length < 2) return [];
  return [
    heading('All jobs'),
    ...list(state.jobs.map((job) => `${nameOfStep(state.submission, job.step)}: ${jobStateLabels[job.state].toLowerCase()}`)),
  ];
}
