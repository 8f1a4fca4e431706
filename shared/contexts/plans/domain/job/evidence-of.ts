import { hasOtherBase } from '#contexts/gates/domain/pull-request/base.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { lastRun } from '#contexts/plans/domain/job/state.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';

type Merge = Authored;

/** G10. Evidence is for one merge: this head, into this base. What ran for another request was compared at this head, and says so. */
export function isOfThisMerge({ sha, base, reusedFrom }: Run, merge: Merge): boolean {
  return sha === merge.headSha && (reusedFrom !== undefined || !hasOtherBase(base, merge.base));
}

/** G10. The newest run of a job, if its evidence is of the merge that is wanted now. */
export function currentRun(job: Job, merge: Merge): Run | undefined {
  const run = lastRun(job);
  return run !== undefined && isOfThisMerge(run, merge) ? run : undefined;
}

/** The commit that it really ran at: of what was reused, the other request's. */
export function ranAt({ sha, reusedFrom }: Run): string {
  return reusedFrom?.sha ?? sha;
}
