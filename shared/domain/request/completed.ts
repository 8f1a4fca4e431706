import type { JobRole, Submission } from '#domain/intake/submission.ts';
import type { RequestState } from '#domain/request/state.ts';

/** What only looks at data: when it has passed it has proved what it was for. */
const PROVING: ReadonlySet<JobRole> = new Set(['audit', 'verify']);
/** What is of no use any more once it has run in production. */
const ONE_OFF: ReadonlySet<JobRole> = new Set(['audit', 'migration', 'backfill', 'cleanup']);

/** A6: it is of a branch as it is, or only had to prove something. */
export function hasNothingToMerge({ change, jobs }: Pick<Submission, 'change' | 'jobs'>): boolean {
  return change.kind === 'ref' || (jobs.length > 0 && jobs.every(({ role }) => PROVING.has(role)));
}

/** A6: fully tested, and nothing is to come of it in the code. */
export function isCompleted({ status, submission }: Pick<RequestState, 'status' | 'submission'>): boolean {
  return status === 'approved' && hasNothingToMerge(submission);
}

/** A6: its pull request brought files that somebody has to remove again. */
export function leavesFiles({ kind, change, jobs }: Pick<Submission, 'kind' | 'change' | 'jobs'>): boolean {
  return kind === 'new_job' && change.kind === 'pull_request' && jobs.some(({ role }) => ONE_OFF.has(role));
}
