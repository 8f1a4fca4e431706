import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PullRequest } from '#contexts/gates/ports/code-host.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import type { Git } from './run-git.ts';

export interface Base {
  ref: string;
  sha: string;
}

/** The base with its commit, or the branch's name where it has none; beside it those of `more` that there are, of the same moment. */
export async function readBase(
  git: Git,
  gitDir: string,
  { number }: PullRequest,
  more: readonly string[] = [],
): Promise<{ base: Base | string; found: Map<string, string> }> {
  const own = await symbolicAt(git, gitDir, `refs/pull/${checkedNumber(number)}/base`);
  const full = own ?? (await symbolicAt(git, gitDir, 'HEAD')) ?? (await git(['symbolic-ref', 'HEAD'])).stdout.trim();
  const found = await commitsAt(git, [...more, full]);
  const sha = found.get(full);
  return { base: sha === undefined ? full : { ref: full.replace(/^refs\/heads\//, ''), sha }, found };
}

/**
 * The branch that a symbolic ref names. Read where git keeps it, gitrepository-layout(5): these are never packed, and to start git takes a
 * hundred times as long. A repository that keeps its refs otherwise says so in HEAD, and git is asked.
 */
async function symbolicAt(git: Git, gitDir: string, name: string): Promise<string | undefined> {
  const head = await namedIn(path.join(gitDir, 'HEAD'));
  if (head !== undefined && head !== 'refs/heads/.invalid') return name === 'HEAD' ? head : namedIn(path.join(gitDir, name));
  const { code, stdout } = await git(['symbolic-ref', '--quiet', name], { expect: [0, 1] });
  return code === 0 ? stdout.trim() : undefined;
}

async function namedIn(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^ref:\s*(refs\/\S+)\s*$/.exec(text)?.[1];
}

export async function commitAt(git: Git, ref: string): Promise<string | undefined> {
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

export function branchRef(ref: string): string {
  return ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
}
