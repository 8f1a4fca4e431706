import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';

export interface FoundRun {
  job: Job;
  run: Run;
}

export function findRun(state: Tested, runId: string): FoundRun | undefined {
  for (const job of state.jobs) {
    const run = job.runs.find(({ id }) => id === runId);
    if (run !== undefined) return { job, run };
  }
  return undefined;
}
