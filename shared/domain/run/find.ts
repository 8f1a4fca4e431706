import type { Job } from '#domain/job/state.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Run } from '#domain/run/state.ts';

export interface FoundRun {
  job: Job;
  run: Run;
}

export function findRun(state: RequestState, runId: string): FoundRun | undefined {
  for (const job of state.jobs) {
    const run = job.runs.find(({ id }) => id === runId);
    if (run !== undefined) return { job, run };
  }
  return undefined;
}
