import type { components } from '@octokit/openapi-types';
import type { RestAnswer, RestCall } from '../rest.ts';
import { no, notFound, page } from './answers.ts';
import { commitsBetween } from './commits.ts';
import { commitOf, mergeBase, type Held } from './held.ts';

type ChangedFile = Pick<components['schemas']['diff-entry'], 'filename' | 'status' | 'previous_filename' | 'sha'>;

const words = { A: 'added', M: 'modified', T: 'changed', D: 'removed', R: 'renamed', C: 'copied' } as const;

/** `sha` is the file's blob; of one that was removed, the one that it had. */
export async function changedFiles({ git }: Held, from: string, to: string): Promise<ChangedFile[]> {
  const { stdout } = await git(['diff-tree', '-r', '-z', '-M', '--raw', '--no-abbrev', from, to, '--']);
  const parts = stdout.split('\0');
  const files: ChangedFile[] = [];
  while (parts.length > 1) {
    const [, , old = '', now = '', kind = ''] = (parts.shift() ?? '').split(' ');
    const letter = kind.slice(0, 1);
    const first = parts.shift() ?? '';
    if (letter === 'R' || letter === 'C')
      files.push({ filename: parts.shift() ?? '', status: words[letter], previous_filename: first, sha: now });
    else if (letter === 'A' || letter === 'M' || letter === 'T' || letter === 'D')
      files.push({ filename: first, status: words[letter], sha: letter === 'D' ? old : now });
  }
  return files;
}

/** `<base>...<head>`: from where the two parted. At most 300 files, and nothing says that there are more. */
export async function compare(held: Held, basehead: string, call: RestCall): Promise<RestAnswer> {
  const [one = '', other = ''] = basehead.split('...');
  const [base, head] = [await commitOf(held, one), await commitOf(held, other)];
  if (base === undefined || head === undefined) return notFound();
  const parted = await mergeBase(held, base, head);
  if (parted === undefined) return no(404, `No common ancestor between ${one} and ${other}.`);
  const count = async (range: string): Promise<number> => Number((await held.git(['rev-list', '--count', range])).stdout);
  const [ahead, behind] = [await count(`${base}..${head}`), await count(`${head}..${base}`)];
  const status = ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
  const files = (await changedFiles(held, parted, head)).slice(0, 300);
  return page(call, await commitsBetween(held, base, head), (commits) => ({
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    merge_base_commit: { sha: parted },
    commits,
    files,
  }));
}
