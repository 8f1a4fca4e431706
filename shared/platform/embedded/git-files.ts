import type { Brought } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { mergeBase } from './git-merge.ts';
import type { Git } from './run-git.ts';

/** Texts of those of the paths that are plain files of the commit: one process finds them, one reads them. */
export async function readFiles(git: Git, sha: string, paths: readonly string[]): Promise<Map<string, string>> {
  const asked = paths.filter(
    (path) => path !== '' && !path.includes('\0') && path.split('/').every((part) => !['', '.', '..'].includes(part)),
  );
  // Without a path all of the commit would be listed, and one that is not there would pass for one without the files.
  const { stdout } = await git(['ls-tree', '-z', sha, '--', ...asked, ...(asked.length === 0 ? ['no file'] : [])]);
  const blobs = stdout.split('\0').flatMap((row) => {
    // A link's text is where it points to, not what the file says.
    const [, id = '', path = ''] = /^100\d{3} blob ([0-9a-f]+)\t([^]*)$/.exec(row) ?? [];
    return asked.includes(path) ? [{ id, path }] : [];
  });
  const texts = await readBlobs(git, [...new Set(blobs.map(({ id }) => id))]);
  return new Map(blobs.map(({ id, path }) => [path, texts.get(id) ?? '']));
}

async function readBlobs(git: Git, ids: readonly string[]): Promise<Map<string, string>> {
  const [only] = ids;
  if (only === undefined) return new Map();
  if (ids.length === 1) return new Map([[only, (await git(['cat-file', 'blob', only])).stdout]]);
  const { stdout } = await git(['cat-file', '--batch'], { input: `${ids.join('\n')}\n`, encoding: 'latin1' });
  return cutBatch(stdout);
}

/** `<id> blob <bytes>`, a line feed, the bytes, a line feed; and again. */
function cutBatch(stdout: string): Map<string, string> {
  const bytes = Buffer.from(stdout, 'latin1');
  const texts = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const line = bytes.indexOf('\n', at);
    const [id = '', , size = '0'] = bytes.subarray(at, line).toString('utf8').split(' ');
    const end = line + 1 + Number(size);
    texts.set(id, bytes.subarray(line + 1, end).toString('utf8'));
    at = end + 1;
  }
  return texts;
}

/** A3. From where the two parted: path and blob of each file that is another one. */
export async function readBrought(git: Git, base: string, head: string): Promise<Brought> {
  const from = (await mergeBase(git, base, head)) ?? base;
  const { stdout } = await git(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, head, '--']);
  const parts = stdout.split('\0');
  const brought = new Map<string, string | undefined>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, , , blob = '', letter] = (parts[at] ?? '').split(' ');
    brought.set(parts[at + 1] ?? '', letter === 'D' ? undefined : blob);
  }
  return brought;
}
