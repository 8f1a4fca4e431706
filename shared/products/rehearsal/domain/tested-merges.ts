import { lastRun } from '#contexts/plans/domain/job/state.ts';
import type { TestedMerge } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { endedWell, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** The merges that the approvals of these requests are about, each once. Undefined: of one it is not known what it was made from. */
export function testedMerges(requests: readonly (Tested & Lifecycle)[]): TestedMerge[] | undefined {
  const runs = requests
    .filter(endedWell)
    .flatMap(({ jobs }) => jobs.flatMap((job) => (job.state === 'approved' ? (lastRun(job) ?? []) : [])));
  const found = new Map(runs.flatMap(({ testSha: sha, base }) => (base === undefined ? [] : [[sha, { sha, base }]])));
  return runs.some(({ base }) => base === undefined) ? undefined : [...found.values()];
}
