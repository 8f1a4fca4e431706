import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';

/** A1, R13: the finished run that is decided on. */
export function askedRun({ draft }: Deciding, { question }: Answering): { job: Job; run: Run } | { refused: Refusal } {
  const job = draft.state.jobs.find(({ step }) => step === question.step);
  const run = job === undefined ? undefined : lastRun(job);
  return job === undefined || run === undefined ? refuse('not_possible_now', 'there is no run to decide on') : { job, run };
}
