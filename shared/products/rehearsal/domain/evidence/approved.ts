import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Run, RunResult } from '#contexts/operations/domain/run/state.ts';

export type ApprovedJob = Extract<Job, { state: 'approved' }>;

/** What an approval is about. */
export interface ApprovedRun {
  job: ApprovedJob;
  run: Run;
  result: RunResult;
}

/** Undefined: of this job there is no approval that stands. */
export function approvedRun(job: Job): ApprovedRun | undefined {
  if (job.state !== 'approved') return undefined;
  const run = job.runs.find(({ id }) => id === job.approval.runId);
  if (run === undefined || (run.state !== 'done' && run.state !== 'failed')) return undefined;
  return { job, run, result: run.result };
}
