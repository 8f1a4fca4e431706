import type { KnownStep, StepState } from '#contexts/plans/domain/step.ts';
import { hasPassed, type Job } from '#contexts/plans/domain/job/state.ts';
import { wordsAwaited } from '#contexts/plans/domain/job/word.ts';

/** A job as a step of its request's plan. */
export type JobStep = KnownStep & { job: Job };

/** R1, R13. The jobs of a request as what its plan was made for: a step succeeds when what needs it may start, and is held for the words that are awaited. */
export function planOfJobs(jobs: readonly Job[]): JobStep[] {
  return jobs.map((job) => {
    const why = holdOf(jobs, job);
    return {
      name: job.step,
      group: 'main',
      needs: job.ask.needs,
      state: hasPassed(job) ? 'succeeded' : stepStates[job.state],
      ...(why === undefined ? {} : { hold: { why, who: 'owner' } }),
      job,
    };
  });
}

/** A job on which people have the last word is not over before they have said it. */
const stepStates: Readonly<Record<Job['state'], StepState>> = {
  waiting: 'waiting',
  on_hold: 'waiting',
  running: 'running',
  awaiting_verdict: 'running',
  invalid_data_found: 'running',
  approved: 'succeeded',
  rejected: 'failed',
  cancelled: 'cancelled',
};

function holdOf(jobs: readonly Job[], job: Job): string | undefined {
  if (job.state === 'on_hold') return `nobody has decided yet what happens to the data that ${job.audit} found`;
  const [awaited] = job.state === 'waiting' ? wordsAwaited(jobs, job) : [];
  return awaited === undefined ? undefined : `the word on ${awaited.step} is awaited`;
}
