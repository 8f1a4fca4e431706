import { dependants } from '#contexts/plans/domain/job/graph.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { writes } from '#contexts/plans/domain/job/word.ts';
import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { listed } from '#html/text.ts';

export function nameOf(job: Job | undefined, { state }: Writing): string {
  return job === undefined ? 'an audit' : nameOfStep(state.submission, job.step);
}

export function waitingOf(job: Job | undefined, { state }: Writing): string {
  const next = job === undefined ? [] : dependants(state.jobs, job.step).filter(({ ask }) => writes(ask.role));
  return next.length === 0 ? 'what needs it' : listed(next.map(({ step }) => nameOfStep(state.submission, step)));
}
