import type { Change } from '#domain/intake/submission.ts';

/**
 * Reads changes where the project's code lives, and makes test refs there.
 *
 * Promises: every answer is of the moment; nothing is remembered. `makeTestRef` is idempotent: the same head under the same name
 * gives the same commit, even when the base has moved on since. Throws CodeHostUnavailable when the host cannot be reached or
 * refuses for now: the caller tries again, and never takes it for an answer.
 */
export interface CodeHost {
  readHead(change: Change): Promise<Head>;
  /** D1. Puts head merged onto its base under `refs/heads/<name>`; for a ref, the commit itself. `files` are those in conflict. */
  makeTestRef(ask: TestRefAsk): Promise<TestRef>;
  /** Text of a file at a commit; undefined when the commit has no such file. */
  readFile(change: Change, sha: string, path: string): Promise<string | undefined>;
  /** Paths that the change touches (added, changed, removed; both names of a renamed file), sorted: from where it left the base to its head. */
  listChangedFiles(change: Change, baseSha: string, headSha: string): Promise<string[]>;
}

/** For a ref, `baseSha` is its own head: it changes nothing. */
export type Head =
  | { state: 'open' | 'draft' | 'closed' | 'merged'; headSha: string; baseSha: string; baseRef: string }
  | { state: 'missing' };

export interface TestRefAsk {
  change: Change;
  headSha: string;
  /** From testRefName. */
  name: string;
}

export type TestRef = { conflict: false; sha: string } | { conflict: true; files: string[] };

export class CodeHostUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodeHostUnavailable';
  }
}
