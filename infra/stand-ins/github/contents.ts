import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, no, notFound } from './answers.ts';
import { commitOf, type Held } from './held.ts';

const LARGEST = 1024 * 1024;

/** The `object` media type: files up to 1 MB with their text, folders, links and submodules in one form. */
export async function contents(held: Held, path: string, { url, headers }: RestCall): Promise<RestAnswer> {
  if (!/^application\/vnd\.github(?:\.v3)?\.object(?:\+json)?$/.test(headers.accept ?? ''))
    return no(415, 'this stand-in knows the object media type only');
  const ref = url.searchParams.get('ref') ?? '';
  const sha = await commitOf(held, ref);
  if (sha === undefined) return no(404, `No commit found for the ref ${ref}`);
  const { stdout } = await held.git(['ls-tree', '-l', '-z', sha, '--', path]);
  const [, mode = '', type = '', id = '', size = '', name = ''] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t([^\0]*)/.exec(stdout) ?? [];
  if (name !== path) return notFound();
  const common = { name: path.slice(path.lastIndexOf('/') + 1), path, sha: id };
  if (type === 'tree') return answer(200, { ...common, type: 'dir', size: 0, entries: [] });
  if (type === 'commit') return answer(200, { ...common, type: 'submodule', size: 0 });
  if (mode === '120000') return answer(200, { ...common, type: 'symlink', size: Number(size), target: '' });
  if (Number(size) > LARGEST) return answer(200, { ...common, type: 'file', size: Number(size), encoding: 'none', content: '' });
  return answer(200, { ...common, type: 'file', ...(await textOf(held, id)) });
}

/** A blob of any size that there is here; GitHub's own are told up to 100 MB. */
export async function blob(held: Held, id: string): Promise<RestAnswer> {
  const known = await held.git(['cat-file', '-t', id], { expect: [0, 128] });
  return known.stdout.trim() === 'blob' ? answer(200, { sha: id, ...(await textOf(held, id)) }) : notFound();
}

async function textOf({ git }: Held, id: string): Promise<{ size: number; encoding: string; content: string }> {
  const bytes = Buffer.from((await git(['cat-file', 'blob', id], { encoding: 'latin1' })).stdout, 'latin1');
  return { size: bytes.length, encoding: 'base64', content: bytes.toString('base64').replaceAll(/.{60}/g, '$&\n') };
}
