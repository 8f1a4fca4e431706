import { DAY, type Instant } from '#kernel/time.ts';
import type { JobAsk, JobRole, Submission } from '#contexts/intake/domain/submission.ts';
import { releasedWith } from '#products/rehearsal/domain/cutoff.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';

/** What only looks at data: when it has passed it has proved what it was for. */
const PROVING: ReadonlySet<JobRole> = new Set(['audit', 'verify']);
/** What is of no use any more once it has run in production. */
const ONE_OFF: ReadonlySet<JobRole> = new Set(['audit', 'migration', 'backfill', 'cleanup']);

/** A6: it is of a branch as it is, is only launched, or only had to prove something. */
export function hasNothingToMerge({ change, jobs, mode }: Pick<Submission, 'change' | 'jobs' | 'mode'>): boolean {
  return change.kind === 'ref' || mode === 'launch_only' || (jobs.length > 0 && jobs.every(({ role }) => PROVING.has(role)));
}

/** A6: jobs whose files somebody has to remove again, since their pull request brought them. */
export function oneOffJobs({ kind, change, jobs }: Pick<Submission, 'kind' | 'change' | 'jobs'>): JobAsk[] {
  return kind === 'new_job' && change.kind === 'pull_request' ? jobs.filter(({ role }) => ONE_OFF.has(role)) : [];
}

/** A6: so long after the release a one-off job has done its work. */
const AFTER = 30 * DAY;

/** A6: the release that has it, and when its files should be gone. Undefined: they are in no release, or may stay. */
export function filesDue(state: Requested & Targeted & Lifecycle): { release: string; due: Instant } | undefined {
  const taken = releasedWith(state);
  if (taken === undefined || oneOffJobs(state.submission).length === 0) return undefined;
  return { release: taken.release, due: taken.at + AFTER };
}
