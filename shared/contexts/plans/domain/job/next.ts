import { wordsAwaited } from '#contexts/plans/domain/job/word.ts';
import { hasPassed, type Job } from '#contexts/plans/domain/job/state.ts';

/** R1, R13: form order among those whose needs have all passed. Undefined when nothing can start now. */
export function nextRunnable(jobs: Job[]): Job | undefined {
  return jobs.find(
    (job) =>
      job.state === 'waiting' &&
      job.ask.needs.every((need) => jobs.some((other) => other.step === need && hasPassed(other))) &&
      wordsAwaited(jobs, job).length === 0,
  );
}
