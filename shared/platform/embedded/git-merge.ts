import type { TestRef } from '#contexts/gates/ports/code-host.ts';
import type { Git } from './run-git.ts';

const IDENTITY = 'Rehearsal';
const ADDRESS = 'rehearsal@localhost';

/** Head merged onto base, without a checkout. The same two commits always give the same third: people and dates in it are fixed by them. */
export async function mergeOntoBase(git: Git, base: string, head: string, message: string): Promise<TestRef> {
  // Without a common past nothing can be merged, by anyone.
  if ((await mergeBase(git, base, head)) === undefined) return { conflict: true, files: [] };
  const merge = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', '--end-of-options', base, head];
  const { code, stdout } = await git(merge, { expect: [0, 1] });
  const [tree = '', ...files] = stdout.split('\0').filter((part) => part !== '');
  if (code === 1) return { conflict: true, files: [...new Set(files)].toSorted() };
  const date = `${(await git(['show', '--no-patch', '--format=%ct', '--end-of-options', head])).stdout.trim()} +0000`;
  const env = {
    GIT_AUTHOR_NAME: IDENTITY,
    GIT_AUTHOR_EMAIL: ADDRESS,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: IDENTITY,
    GIT_COMMITTER_EMAIL: ADDRESS,
    GIT_COMMITTER_DATE: date,
  };
  const commit = await git(['commit-tree', '-p', base, '-p', head, '-m', message, tree], { env });
  return { conflict: false, sha: commit.stdout.trim() };
}

/** Where the two parted; undefined when they have no common past. */
export async function mergeBase(git: Git, one: string, other: string): Promise<string | undefined> {
  const { code, stdout } = await git(['merge-base', one, other], { expect: [0, 1] });
  return code === 0 ? stdout.trim() : undefined;
}
