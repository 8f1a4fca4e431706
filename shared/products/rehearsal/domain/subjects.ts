import { isProven } from '#products/rehearsal/domain/proven.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** One thing that a request is about and that others may be about too: a pull request, a job's name, a larger move. */
export interface Subject {
  /** `pull:owner/repository#12`, `job:MigrateTopicJob` or `group:topic move`. */
  subject: string;
  /** False: nobody need be told of it (any more). */
  open: boolean;
  /** Attempts at the job in this request; 0 for other subjects. */
  runs: number;
}

/** I11, I14. Always in the same order and number for one request. A branch is no subject: everybody tests at `develop`. */
export function subjectsOf(state: Requested & Tested & Questioned & Lifecycle): Subject[] {
  const { change, jobs, group } = state.submission;
  // An address that is not proven yet links nothing to anybody.
  const open = !isClosed(state) && isProven(state);
  return [
    ...(change.kind === 'pull_request' ? [{ subject: `pull:${changeKey(change)}`, open, runs: 0 }] : []),
    ...(group === undefined ? [] : [{ subject: groupSubject(group), open, runs: 0 }]),
    ...[...new Set(jobs.map(({ name }) => name))].map((name) => ({ subject: jobSubject(name), open, runs: runsOf(state, name) })),
  ];
}

export function jobSubject(name: string): string {
  return `job:${name}`;
}

/** Letter case and spaces do not tell groups apart. */
export function groupSubject(group: string): string {
  return `group:${group.trim().toLowerCase().replaceAll(/\s+/g, ' ')}`;
}

function runsOf({ jobs }: Tested, name: string): number {
  return jobs.reduce((sum, { ask, runs }) => sum + (ask.name === name ? runs.length : 0), 0);
}
