import { firstReady } from '#contexts/plans/domain/ready.ts';
import { planOfJobs } from '#contexts/plans/domain/job/plan.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';

/** R1, R13: form order among those whose needs have all passed. Undefined when nothing can start now. */
export function nextRunnable(jobs: Job[]): Job | undefined {
  return firstReady(planOfJobs(jobs))?.job;
}
