import { lastRun, type Job } from '#domain/job/state.ts';
import type { Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import type { Run } from '#domain/run/state.ts';

/** A1, R13: the finished run that is decided on. */
export function askedRun({ draft }: Deciding, { question }: Answering): { job: Job; run: Run } | { refused: Refusal } {
  const job = draft.state.jobs.find(({ step }) => step === question.step);
  const run = job === undefined ? undefined : lastRun(job);
  return job === undefined || run === undefined ? refuse('not_possible_now', 'there is no run to decide on') : { job, run };
}
