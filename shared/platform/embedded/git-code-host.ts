import { existsSync } from 'node:fs';
import { changeKey, type Change } from '#contexts/intake/domain/submission.ts';
import type { AuthorEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { isTestRefName } from '#contexts/operations/domain/deployment/test-ref.ts';
import {
  CodeHostUnavailable,
  type CodeHost,
  type Head,
  type Merged,
  type MergeHow,
  type PullRequest,
  type Ref,
  type TestRef,
  type TestRefAsk,
} from '#contexts/gates/ports/code-host.ts';
import { readAuthors } from './git-authors.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { branchRef, commitAt, readBase, type Base } from './git-refs.ts';
import { rememberFixed } from './git-fixed.ts';
import { readBrought, readFiles } from './git-files.ts';
import { mergeOntoBase, mergeBase } from './git-merge.ts';
import { openToldJournal } from './told-journal.ts';
import { GitFailed, runGit, type Git, type GitResult } from './run-git.ts';

export interface GitCodeHostOptions {
  /** `owner/repository` → folder of a bare repository. */
  repositories: Record<string, string>;
  /** File of statuses and comments, for which git has no place; in memory alone unless given. */
  journal?: string;
}

/**
 * Changes in bare repositories on this machine. Pull request n is the ref `refs/pull/n/head`, as on GitHub; beside it
 * `refs/pull/n/draft` or `refs/pull/n/closed` says so. Its base is the branch that the symbolic ref `refs/pull/n/base` names, or else HEAD;
 * a head inside the base is merged.
 */
export function openGitCodeHost({ repositories, journal }: GitCodeHostOptions): CodeHost {
  const told = openToldJournal(journal);
  const answers = new Map<string, Map<string, GitResult>>();
  function readingFor({ owner, repository }: Change): Reading {
    const gitDir = repositories[`${owner}/${repository}`];
    if (gitDir === undefined || !existsSync(gitDir))
      throw new CodeHostUnavailable(`no repository for ${owner}/${repository}`, { noRepository: true });
    const git: Git = async (args, more = {}) => {
      try {
        return await runGit(args, { gitDir, ...more });
      } catch (error) {
        if (error instanceof GitFailed) throw new CodeHostUnavailable(error.message, { cause: error });
        throw error;
      }
    };
    const known = answers.get(gitDir) ?? new Map<string, GitResult>();
    answers.set(gitDir, known);
    return { git, gitDir, fixed: rememberFixed(git, known) };
  }
  return {
    readHead: async (change) => readHead(readingFor(change), change),
    makeTestRef: async (ask) => makeTestRef(readingFor(ask.change), ask),
    readFiles: async (change, sha, paths) => readFiles(readingFor(change).fixed, checkedSha(sha), paths),
    branchHas: async (ref, sha) => branchHas(readingFor(ref), ref, checkedSha(sha)),
    listChangedFiles: async (change, baseSha, headSha) =>
      listChangedFiles(readingFor(change).fixed, checkedSha(baseSha), checkedSha(headSha)),
    readBrought: async (change, baseSha, headSha) => readBrought(readingFor(change).fixed, checkedSha(baseSha), checkedSha(headSha)),
    readChecks: () => Promise.resolve({ state: 'cannot_tell', why: 'a plain git repository has no checks' }),
    readReviews: () => Promise.resolve({ state: 'cannot_tell', why: 'a plain git repository has no reviews' }),
    readAuthors: async (change, sha) => readWriters(readingFor(change), change, checkedSha(sha)),
    setStatus: async (change, sha, status) => told.status(changeKey(change), checkedSha(sha), status),
    keepComment: (change, comment) => told.comment(changeKey(change), comment),
    merge: async (change, sha, how) => mergePull(readingFor(change), change, checkedSha(sha), how),
  };
}

interface Reading {
  git: Git;
  /** Asked what cannot change, it remembers. */
  fixed: Git;
  gitDir: string;
}

/** One process for all that may have changed. */
async function readHead({ git, fixed, gitDir }: Reading, change: Change): Promise<Head> {
  if (change.kind === 'ref') {
    const sha = await commitAt(git, branchRef(change.ref));
    return sha === undefined ? { state: 'missing' } : { state: 'open', headSha: sha, baseSha: sha, baseRef: change.ref };
  }
  const pull = `refs/pull/${checkedNumber(change.number)}`;
  const [head, closed, draft] = [`${pull}/head`, `${pull}/closed`, `${pull}/draft`];
  const { base, found } = await readBase(git, gitDir, change, [head, closed, draft]);
  const headSha = found.get(head);
  if (headSha === undefined) return { state: 'missing' };
  const isInside = (await fixed(['merge-base', '--is-ancestor', headSha, baseOf(base).sha], { expect: [0, 1] })).code === 0;
  const state = isInside ? 'merged' : found.has(closed) ? 'closed' : found.has(draft) ? 'draft' : 'open';
  return { state, headSha, baseSha: baseOf(base).sha, baseRef: baseOf(base).ref };
}

async function branchHas({ git, fixed }: Reading, { ref }: Ref, sha: string): Promise<boolean | 'no_branch'> {
  const head = await commitAt(git, branchRef(ref));
  if (head === undefined) return 'no_branch';
  // 128: there is no such commit.
  return (await fixed(['merge-base', '--is-ancestor', sha, head], { expect: [0, 1, 128] })).code === 0;
}

/** G11. A branch that is tested as it is has no author of its own. */
async function readWriters({ git, fixed, gitDir }: Reading, change: Change, sha: string): Promise<AuthorEvidence> {
  if (change.kind === 'ref') return { state: 'read', logins: [], addresses: [] };
  return readAuthors(fixed, baseOf((await readBase(git, gitDir, change)).base).sha, sha);
}

function baseOf(base: Base | string): Base {
  if (typeof base === 'string') throw new CodeHostUnavailable(`the base branch has no commit: ${base}`);
  return base;
}

async function makeTestRef({ git, gitDir }: Reading, { change, headSha, name, baseRef }: TestRefAsk): Promise<TestRef> {
  if (!isTestRefName(name)) throw new TypeError(`not the name of a test ref: ${JSON.stringify(name)}`);
  const ref = `refs/heads/${name}`;
  const head = checkedSha(headSha);
  const known = await commitAt(git, ref);
  if (change.kind === 'ref') return known === head ? { conflict: false, sha: head } : moveTo(git, ref, { conflict: false, sha: head });
  const base = baseOf((await readBase(git, gitDir, change)).base);
  if (baseRef !== undefined && baseRef !== base.ref)
    throw new CodeHostUnavailable(`pull request ${change.number} now has another base: ${base.ref}`);
  const message = `Rehearse ${head} onto ${base.ref} as ${name}`;
  const onto = known === undefined ? undefined : await madeOnto(git, known, { head, base: base.sha, message });
  if (known !== undefined && onto !== undefined) return { conflict: false, sha: known, base: { ref: base.ref, sha: onto } };
  const made = await mergeOntoBase(git, base.sha, head, message);
  return moveTo(git, ref, made.conflict ? made : { ...made, base });
}

async function moveTo(git: Git, ref: string, made: TestRef): Promise<TestRef> {
  if (!made.conflict) await git(['update-ref', '--no-deref', ref, made.sha]);
  return made;
}

/** G10: the commit of this base that the head was merged onto there; undefined when it was made from anything else. */
async function madeOnto(git: Git, sha: string, wanted: { head: string; base: string; message: string }): Promise<string | undefined> {
  const { stdout } = await git(['show', '--no-patch', '--format=%P%n%s', '--end-of-options', sha]);
  const [parents = '', said] = stdout.split('\n');
  const [onto, head, ...more] = parents.split(' ');
  if (onto === undefined || head !== wanted.head || more.length > 0 || said !== wanted.message) return undefined;
  const { code } = await git(['merge-base', '--is-ancestor', onto, wanted.base], { expect: [0, 1] });
  return code === 0 ? onto : undefined;
}

/** A real merge commit on the base. Two at once: git lets one of them move the branch, and the other asks again. */
async function mergePull(
  reading: Reading,
  change: PullRequest,
  sha: string,
  { baseRef, method = 'merge' }: MergeHow = {},
): Promise<Merged> {
  const { git } = reading;
  const head = await readHead(reading, change);
  if (head.state === 'missing') throw new CodeHostUnavailable(`there is no pull request ${change.number}`);
  if (head.headSha !== sha) return { merged: false, because: 'head_moved', why: `its head is ${head.headSha}` };
  if (head.state === 'merged') return { merged: true, sha: await firstWith(git, sha, head.baseSha) };
  if (baseRef !== undefined && head.baseRef !== baseRef)
    return { merged: false, because: 'base_moved', why: `it now targets ${head.baseRef}, but was tested for ${baseRef}` };
  if (method !== 'merge')
    return {
      merged: false,
      because: 'refused',
      why: 'a plain git repository is merged only by a merge commit; remove rules.mergeMethod from the settings',
    };
  if (head.state === 'closed') return { merged: false, because: 'closed', why: 'the pull request was closed' };
  if (head.state === 'draft') return { merged: false, because: 'refused', why: 'the pull request is a draft' };
  const made = await mergeOntoBase(git, head.baseSha, sha, `Merge pull request ${change.number} at ${sha}`);
  if (made.conflict) return { merged: false, because: 'refused', why: `it conflicts with its base in ${made.files.join(', ')}` };
  await git(['update-ref', '--no-deref', `refs/heads/${head.baseRef}`, made.sha, head.baseSha]);
  return { merged: true, sha: made.sha };
}

/** The commit of the base by which it got the head: the merge, or the head itself where the base was moved on to it. */
async function firstWith(git: Git, sha: string, base: string): Promise<string> {
  const { stdout } = await git(['rev-list', '--first-parent', '--ancestry-path', `${sha}..${base}`]);
  return stdout.trim().split('\n').at(-1) || sha;
}

async function listChangedFiles(git: Git, base: string, head: string): Promise<string[]> {
  const from = (await mergeBase(git, base, head)) ?? base;
  const { stdout } = await git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, head, '--']);
  return stdout
    .split('\0')
    .filter((path) => path !== '')
    .toSorted();
}
