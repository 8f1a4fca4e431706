import type { ChangedJobs } from '#contexts/gates/domain/changed-jobs.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { Reported } from '#products/rehearsal/domain/pull-request/standing.ts';

/** I18. A comment on a pull request that asks for something. */
export interface CommentAsk {
  /** The host's number of the comment. */
  id: number;
  /** Who wrote it, by the name at the host. */
  login: string;
  /** They opened the pull request, too. */
  byAuthor: boolean;
  /** `help`: what is no command. */
  asks: 'form' | 'status' | 'help';
}

/** What a form for a pull request is filled in with. */
export interface Asking {
  change: Extract<Change, { kind: 'pull_request' }>;
  login: string;
  /** Left out where nobody can tell. */
  jobs?: ChangedJobs;
  /** What was asked for before. */
  requests: readonly Reported[];
  state: 'open' | 'draft' | 'closed' | 'merged';
}
