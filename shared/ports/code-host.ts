import type { Change } from '#domain/intake/submission.ts';
import type { CannotTell, ChecksSeen, ReviewsSeen } from '#domain/request/gates-seen.ts';
import type { Duration } from '#domain/time.ts';

/**
 * Reads changes where the project's code lives, and makes test refs there.
 *
 * Promises: every answer is of the moment; nothing is remembered. `makeTestRef` is idempotent: the same head under the same name
 * gives the same commit, even when the base has moved on since. Throws CodeHostUnavailable when the host cannot be reached or
 * refuses for now: the caller tries again, and never takes it for an answer.
 */
export interface CodeHost {
  readHead(change: Change): Promise<Head>;
  /** D1. Puts head merged onto its base under `refs/heads/<name>`; for a ref, the commit itself. */
  makeTestRef(ask: TestRefAsk): Promise<TestRef>;
  /** Texts of those of the files that the commit has. */
  readFiles(change: Change, sha: string, paths: readonly string[]): Promise<Map<string, string>>;
  /** Paths that the change touches (added, changed, removed; both names of a renamed file), sorted: from where it left the base to its head. */
  listChangedFiles(change: Change, baseSha: string, headSha: string): Promise<string[]>;
  /** G2. What checks and other programs said of the commit; what Rehearsal said itself is left out. */
  readChecks(change: Change, sha: string): Promise<ChecksSeen | CannotTell>;
  /** G3. Throws CodeHostUnavailable when the change is at another commit by now. */
  readReviews(change: Change, sha: string): Promise<ReviewsSeen | CannotTell>;
}

/** `baseSha`: a commit of the base, its newest or an earlier one. For a ref it is its own head: it changes nothing. */
export type Head =
  | { state: 'open' | 'draft' | 'closed' | 'merged'; headSha: string; baseSha: string; baseRef: string }
  | { state: 'missing' };

export interface TestRefAsk {
  change: Change;
  headSha: string;
  /** From testRefName. */
  name: string;
}

/** `files`: those in conflict, or, where the host does not say, those that both sides changed. */
export type TestRef = { conflict: false; sha: string } | { conflict: true; files: string[] };

export class CodeHostUnavailable extends Error {
  /** When the host said that asking is worth while again. */
  readonly retryAfter: Duration | undefined;
  constructor(message: string, options: ErrorOptions & { retryAfter?: Duration | undefined } = {}) {
    super(message, options);
    this.name = 'CodeHostUnavailable';
    this.retryAfter = options.retryAfter;
  }
}
