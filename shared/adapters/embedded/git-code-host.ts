import { existsSync } from 'node:fs';
import { changeKey, type Change } from '#domain/intake/submission.ts';
import type { AuthorsSeen } from '#domain/request/gates-seen.ts';
import { isTestRefName } from '#domain/deployment/test-ref.ts';
import {
  CodeHostUnavailable,
  type CodeHost,
  type Head,
  type Merged,
  type MergeHow,
  type PullRequest,
  type TestRef,
  type TestRefAsk,
} from '#ports/code-host.ts';
import { readAuthors } from './git-authors.ts';
import { readBrought, readFiles } from './git-files.ts';
import { mergeOntoBase, mergeBase } from './git-merge.ts';
import { openToldJournal } from './told-journal.ts';
import { GitFailed, runGit, type Git } from './run-git.ts';

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
  function gitFor({ owner, repository }: Change): Git {
    const gitDir = repositories[`${owner}/${repository}`];
    if (gitDir === undefined || !existsSync(gitDir)) throw new CodeHostUnavailable(`no repository for ${owner}/${repository}`);
    return async (args, more = {}) => {
      try {
        return await runGit(args, { gitDir, ...more });
      } catch (error) {
        if (error instanceof GitFailed) throw new CodeHostUnavailable(error.message, { cause: error });
        throw error;
      }
    };
  }
  return {
    readHead: async (change) => readHead(gitFor(change), change),
    makeTestRef: async (ask) => makeTestRef(gitFor(ask.change), ask),
    readFiles: async (change, sha, paths) => readFiles(gitFor(change), checkedSha(sha), paths),
    listChangedFiles: async (change, baseSha, headSha) => listChangedFiles(gitFor(change), checkedSha(baseSha), checkedSha(headSha)),
    readBrought: async (change, baseSha, headSha) => readBrought(gitFor(change), checkedSha(baseSha), checkedSha(headSha)),
    readChecks: () => Promise.resolve({ state: 'cannot_tell', why: 'a plain git repository has no checks' }),
    readReviews: () => Promise.resolve({ state: 'cannot_tell', why: 'a plain git repository has no reviews' }),
    readAuthors: async (change, sha) => readWriters(gitFor(change), change, checkedSha(sha)),
    setStatus: async (change, sha, status) => told.status(changeKey(change), checkedSha(sha), status),
    keepComment: (change, comment) => told.comment(changeKey(change), comment),
    merge: async (change, sha, how) => mergePull(gitFor(change), change, checkedSha(sha), how),
  };
}

async function readHead(git: Git, change: Change): Promise<Head> {
  if (change.kind === 'ref') {
    const sha = await commitAt(git, branchRef(change.ref));
    return sha === undefined ? { state: 'missing' } : { state: 'open', headSha: sha, baseSha: sha, baseRef: change.ref };
  }
  const pull = `refs/pull/${checkedNumber(change.number)}`;
  const found = await commitsAt(git, [`${pull}/head`, `${pull}/closed`, `${pull}/draft`]);
  const headSha = found.get(`${pull}/head`);
  if (headSha === undefined) return { state: 'missing' };
  const base = await readBase(git, change);
  const isInside = (await git(['merge-base', '--is-ancestor', headSha, base.sha], { expect: [0, 1] })).code === 0;
  const state = isInside ? 'merged' : found.has(`${pull}/closed`) ? 'closed' : found.has(`${pull}/draft`) ? 'draft' : 'open';
  return { state, headSha, baseSha: base.sha, baseRef: base.ref };
}

/** G11. A branch that is tested as it is has no author of its own. */
async function readWriters(git: Git, change: Change, sha: string): Promise<AuthorsSeen> {
  if (change.kind === 'ref') return { state: 'read', logins: [], addresses: [] };
  return readAuthors(git, (await readBase(git, change)).sha, sha);
}

async function makeTestRef(git: Git, { change, headSha, name, baseRef }: TestRefAsk): Promise<TestRef> {
  if (!isTestRefName(name)) throw new TypeError(`not the name of a test ref: ${JSON.stringify(name)}`);
  const ref = `refs/heads/${name}`;
  const head = checkedSha(headSha);
  const known = await commitAt(git, ref);
  if (change.kind === 'ref') return known === head ? { conflict: false, sha: head } : moveTo(git, ref, { conflict: false, sha: head });
  const base = await readBase(git, change);
  if (baseRef !== undefined && baseRef !== base.ref)
    throw new CodeHostUnavailable(`pull request ${change.number} has another base by now: ${base.ref}`);
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
async function mergePull(git: Git, change: PullRequest, sha: string, { baseRef, method = 'merge' }: MergeHow = {}): Promise<Merged> {
  const head = await readHead(git, change);
  if (head.state === 'missing') throw new CodeHostUnavailable(`there is no pull request ${change.number}`);
  if (head.headSha !== sha) return { merged: false, because: 'head_moved', why: `its head is ${head.headSha}` };
  if (head.state === 'merged') return { merged: true, sha: await firstWith(git, sha, head.baseSha) };
  if (baseRef !== undefined && head.baseRef !== baseRef)
    return { merged: false, because: 'base_moved', why: `it is to be merged into ${head.baseRef} by now, and was tested for ${baseRef}` };
  if (method !== 'merge')
    return {
      merged: false,
      because: 'refused',
      why: 'a plain git repository is merged into by a merge commit only; take rules.mergeMethod out of the settings',
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

async function readBase(git: Git, { number }: PullRequest): Promise<{ ref: string; sha: string }> {
  const own = await git(['symbolic-ref', '--quiet', `refs/pull/${checkedNumber(number)}/base`], { expect: [0, 1] });
  const full = (own.code === 0 ? own : await git(['symbolic-ref', 'HEAD'])).stdout.trim();
  const sha = await commitAt(git, full);
  if (sha === undefined) throw new CodeHostUnavailable(`the base branch has no commit: ${full}`);
  return { ref: full.replace(/^refs\/heads\//, ''), sha };
}

async function listChangedFiles(git: Git, base: string, head: string): Promise<string[]> {
  const from = (await mergeBase(git, base, head)) ?? base;
  const { stdout } = await git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, head, '--']);
  return stdout
    .split('\0')
    .filter((path) => path !== '')
    .toSorted();
}

async function commitAt(git: Git, ref: string): Promise<string | undefined> {
  return (await commitsAt(git, [ref])).get(ref);
}

/**
 * Those of the refs that there are. Whole names only: nothing in a name is read as an expression, a pattern or an option. One
 * process for all of them: starting git holds this process up for longer than git works.
 */
async function commitsAt(git: Git, refs: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const asked = refs.filter((ref) => /^refs\/[\p{L}\p{N}._/+@#=,-]+$/u.test(ref));
  if (asked.length === 0) return found;
  const { stdout } = await git(['for-each-ref', '--format=%(objecttype) %(objectname) %(refname)', '--', ...asked]);
  for (const row of stdout.split('\n')) {
    const [, type, id = '', ref = ''] = /^(\S+) (\S+) (.*)$/.exec(row) ?? [];
    if (!asked.includes(ref)) continue;
    const commit = type === 'commit' ? id : (await git(['rev-parse', '--verify', `${checkedSha(id)}^{commit}`])).stdout.trim();
    found.set(ref, checkedSha(commit));
  }
  return found;
}

function branchRef(ref: string): string {
  return ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
}

function checkedSha(sha: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) throw new TypeError(`not a whole commit id: ${JSON.stringify(sha)}`);
  return sha;
}

function checkedNumber(number: number): number {
  if (!Number.isSafeInteger(number) || number < 1) throw new TypeError(`not a pull request number: ${number}`);
  return number;
}
