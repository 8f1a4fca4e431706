import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { connectGitHub, type GitHubOptions } from './github-calls.ts';
import { keepComment } from './github-comments.ts';
import { mergePull } from './github-merge.ts';
import { readBrought } from './github-brought.ts';
import { setStatus } from './github-status.ts';
import { readAuthors } from './github-authors.ts';
import { readChecks } from './github-checks.ts';
import { listChangedFiles, readFiles } from './github-files.ts';
import { branchHas, readHead } from './github-head.ts';
import { readReviews } from './github-reviews.ts';
import { makeTestRef } from './github-test-ref.ts';

export interface GitHubCodeHostOptions extends GitHubOptions {
  /** Name of the commit status that Rehearsal sets (N5): no gate waits for it. */
  ownStatus?: string;
}

/**
 * Changes on GitHub, by its REST API. The token reads contents, pull requests, checks, statuses and rules, and writes contents
 * (test refs, and merges where the settings want them), commit statuses and comments. Nothing but owner, repository, number, ref, path and commit ever becomes part of an address.
 */
export function openGitHubCodeHost({ ownStatus = 'rehearsal', ...options }: GitHubCodeHostOptions): CodeHost {
  const github = connectGitHub(options);
  return {
    readHead: (change) => readHead(github, change),
    makeTestRef: (ask) => makeTestRef(github, ask),
    readFiles: (change, sha, paths) => readFiles(github, change, sha, paths),
    branchHas: (ref, sha) => branchHas(github, ref, sha),
    listChangedFiles: (change, baseSha, headSha) => listChangedFiles(github, change, baseSha, headSha),
    readBrought: (change, baseSha, headSha) => readBrought(github, change, baseSha, headSha),
    readChecks: (change, sha) => readChecks(github, change, sha, ownStatus),
    readReviews: (change, sha) => readReviews(github, change, sha),
    readAuthors: (change, sha) => readAuthors(github, change, sha),
    setStatus: (change, sha, status) => setStatus(github, change, sha, status, ownStatus),
    keepComment: (change, comment) => keepComment(github, change, comment),
    merge: (change, sha, how) => mergePull(github, change, sha, how),
  };
}
