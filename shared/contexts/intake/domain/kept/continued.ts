import type { Change, Contributor } from '#contexts/intake/domain/submission.ts';
import type { Instant } from '#kernel/time.ts';

export type PullRequest = Extract<Change, { kind: 'pull_request' }>;

/** I19. One time that a request went on at another pull request. */
export interface Continued {
  from: PullRequest;
  to: PullRequest;
  at: Instant;
  /** Who said so, and why. */
  by: string;
  reason?: string;
  /** Its head there; absent when nobody had looked at it yet. */
  headSha?: string;
  /** What stood for its jobs, and may stand again where their files are identical. */
  evidence?: { change: PullRequest; headSha: string; runs: { step: string; run: string }[] };
  /** The request that gave way to it. */
  successor?: string;
  /** Whose it was, where it is another’s now. */
  contributor?: Contributor;
}

/** The request at the other pull request whose place it takes, and whose it is. */
export interface Successor {
  requestId: string;
  contributor: Contributor;
}
