import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from '#adapters/embedded/run-git.ts';

const WHO = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'Somebody'],
    [`GIT_${role}_EMAIL`, 'somebody@example.org'],
  ]),
);

/** One more commit on `ref` with these files added, replaced or, where there is no text, removed. Answers its id. */
export async function commitTo(gitDir: string, ref: string, files: Record<string, string | undefined>): Promise<string> {
  const index = join(gitDir, `index-${randomUUID()}`);
  const git = async (args: string[], input = ''): Promise<string> =>
    (await runGit(args, { gitDir, input, env: { ...WHO, GIT_INDEX_FILE: index } })).stdout.trim();
  const parent = await git(['rev-parse', '--verify', ref]);
  await git(['read-tree', parent]);
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) {
      await git(['update-index', '--index-info'], `0 ${'0'.repeat(40)}\t${path}\n`);
      continue;
    }
    const blob = await git(['hash-object', '-w', '--stdin'], text);
    await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
  }
  const commit = await git(['commit-tree', '-p', parent, '-m', 'more', await git(['write-tree'])]);
  await git(['update-ref', ref, commit]);
  rmSync(index, { force: true });
  return commit;
}
