import type { Change } from '#contexts/intake/domain/submission.ts';
import type { AuthorEvidence, CannotTell, CheckEvidence, ReviewEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { MergeMethod } from '#contexts/gates/domain/pull-request/merge.ts';
import type { Brought } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import type { Duration } from '#kernel/time.ts';

/**
 * Reads changes where the project's code lives, makes test refs there, and tells there how things stand.
 *
 * Promises: every answer is of the moment; only what whole commit ids settle may be remembered. `makeTestRef` is idempotent: the same head into the same branch under the
 * same name gives the same commit, even when that branch has moved on since. What is there under that name is believed for what it was made
 * from, never for its name: what was made for another base is made anew (G10). Throws CodeHostUnavailable when the host cannot be reached or
 * refuses for now: the caller tries again, and never takes it for an answer. What may have been done by a call whose answer was lost
 * (`setStatus`, `keepComment`, `merge`) is looked for before it is done: asking again does it no second time.
 */
export interface CodeHost {
  readHead(change: Change): Promise<Head>;
  /** D1. Puts head merged onto its base under `refs/heads/<name>`; for a ref, the commit itself. */
  makeTestRef(ask: TestRefAsk): Promise<TestRef>;
  /** Texts of those of the files that the commit has. */
  readFiles(change: Change, sha: string, paths: readonly string[]): Promise<Map<string, string>>;
  /** K1. Whether the newest commit of the branch, or tag, stands on this one, or is it: what lies in a fork or a pull request alone is not. */
  branchHas(ref: Ref, sha: string): Promise<boolean | 'no_branch'>;
  /** Paths that the change touches (added, changed, removed; both names of a renamed file), sorted: from where it left the base to its head. */
  listChangedFiles(change: Change, baseSha: string, headSha: string): Promise<string[]>;
  /** A3. What a commit brings onto one that it stands on. */
  readBrought(change: Change, baseSha: string, headSha: string): Promise<Brought>;
  /** G2. What checks and other programs said of the commit; what Rehearsal said itself is left out. */
  readChecks(change: Change, sha: string): Promise<CheckEvidence | CannotTell>;
  /** G3. Throws CodeHostUnavailable when the change is at another commit by now. */
  readReviews(change: Change, sha: string): Promise<ReviewEvidence | CannotTell>;
  /** G11. Who wrote what is at that head. Throws CodeHostUnavailable when the change is at another commit by now. */
  readAuthors(change: Change, sha: string): Promise<AuthorEvidence | CannotTell>;
  /** N5. Rehearsal's one status of the commit, in place of what it said before; the same again changes nothing. */
  setStatus(change: PullRequest, sha: string, status: CommitStatus): Promise<void>;
  /**
   * N5. Rehearsal's one comment of this kind, made or changed in place. One of a greater version stays as it is. A `keep-alive` is made anew
   * with each version, and the one before it taken away: only a new comment counts as activity.
   */
  keepComment(change: PullRequest, comment: KeptComment): Promise<'kept' | 'newer_there'>;
  /** A3. Merges the pull request if its head is exactly `sha`, and its base the given one. Merged at that head already: the same answer. */
  merge(change: PullRequest, sha: string, how?: MergeHow): Promise<Merged>;
}

export type Ref = Extract<Change, { kind: 'ref' }>;
export type PullRequest = Extract<Change, { kind: 'pull_request' }>;

export interface CommitStatus {
  state: 'pending' | 'success' | 'failure';
  /** At most 140 characters, for everybody's eyes. */
  description: string;
  /** Public: never a secret link. */
  link: string;
}

export interface KeptComment {
  /** There is one comment of each kind. `left-…`: of one request that went on elsewhere (I19), by its id. `answer-…`: to a comment (I18), by its number. */
  kind: 'rehearsal' | 'keep-alive' | `left-${string}` | `answer-${string}`;
  /** Grows with each change of what is told. */
  version: number;
  /** Markdown. */
  text: string;
}

/** `sha`: the commit that the base got. `head_moved`: it was not the given commit any more. `refused`: the host's reasons, which asking again may not change.
 * `queue`: its base is merged into by the host's own queue alone, and somebody has to add it there. */
export type Merged =
  | { merged: true; sha: string }
  | { merged: false; because: 'head_moved' | 'base_moved' | 'closed' | 'refused' | 'queue'; why: string };

/** `method`: only by this one; left out, by one that the host allows. */
export interface MergeHow {
  baseRef?: string | undefined;
  method?: MergeMethod | undefined;
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
  /** G10. The base that it is expected to have; another one by now is CodeHostUnavailable: the next look tells. */
  baseRef?: string;
}

/** `files`: those in conflict, or, where the host does not say, those that both sides changed. */
export type TestRef =
  | { conflict: false; sha: string; /** G10. Of a pull request: what its head was merged onto. */ base?: Base }
  | { conflict: true; files: string[] };

export class CodeHostUnavailable extends Error {
  /** When the host said that asking is worth while again. */
  readonly retryAfter: Duration | undefined;
  /** The host was reached, and has no such repository, or not for us: whoever named it is told so. */
  readonly noRepository: boolean;
  constructor(message: string, options: ErrorOptions & { retryAfter?: Duration | undefined; noRepository?: boolean } = {}) {
    super(message, options);
    this.name = 'CodeHostUnavailable';
    this.retryAfter = options.retryAfter;
    this.noRepository = options.noRepository ?? false;
  }
}
