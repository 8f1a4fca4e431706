import { z } from 'zod';
import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, no, notFound } from './answers.ts';
import { commitOf, mergeBase, refAt, type Held } from './held.ts';

const NOTHING = '0'.repeat(40);
const newRef = z.object({ ref: z.string().regex(/^refs\/(?:heads|tags)\/[A-Za-z0-9._/-]+$/), sha: z.string() });
const merging = z.object({ base: z.string(), head: z.string(), commit_message: z.string().optional() });

export async function getRef(held: Held, path: string): Promise<RestAnswer> {
  const found = await refAt(held, `refs/${path}`);
  return found === undefined ? notFound() : refAnswer(200, `refs/${path}`, found);
}

export async function createRef(held: Held, { body }: RestCall): Promise<RestAnswer> {
  const asked = newRef.safeParse(JSON.parse(body.toString('utf8')));
  if (!asked.success) return no(422, 'Reference name must start with "refs/" and contain at least two slashes.');
  const { ref, sha } = asked.data;
  if ((await commitOf(held, sha)) === undefined) return no(422, 'Object does not exist');
  const { code } = await held.git(['update-ref', '--no-deref', ref, sha, NOTHING], { expect: [0, 128] });
  return code === 0 ? refAnswer(201, ref, { type: 'commit', sha }) : no(422, 'Reference already exists');
}

export async function deleteRef(held: Held, path: string): Promise<RestAnswer> {
  if ((await refAt(held, `refs/${path}`)) === undefined) return no(422, 'Reference does not exist');
  await held.git(['update-ref', '--no-deref', '-d', `refs/${path}`]);
  return answer(204);
}

function refAnswer(status: number, ref: string, object: { type: string; sha: string }): RestAnswer {
  return answer(status, { ref, node_id: '', url: '', object: { ...object, url: '' } });
}

export async function getCommit({ git }: Held, sha: string): Promise<RestAnswer> {
  const { code, stdout } = await git(['show', '--no-patch', '--format=%T%n%P%n%B', sha], { expect: [0, 128] });
  if (code !== 0) return notFound();
  const [tree = '', parents = '', ...message] = stdout.split('\n');
  return answer(200, {
    sha,
    node_id: '',
    message: message.join('\n').trimEnd(),
    tree: { sha: tree, url: '' },
    parents: parents.split(' ').flatMap((parent) => (parent === '' ? [] : [{ sha: parent }])),
  });
}

export async function getTag({ git }: Held, sha: string): Promise<RestAnswer> {
  const { code, stdout } = await git(['rev-parse', '--verify', '--quiet', `${sha}^{commit}`], { expect: [0, 1, 128] });
  return code === 0 ? answer(200, { sha, object: { type: 'commit', sha: stdout.trim(), url: '' } }) : notFound();
}

/** Each merge is a commit of its own, as on GitHub: the same two make another third the next time. */
let merges = 0;

/** `POST /merges`: head into the branch `base`. Two at once: git lets one of them move the branch. */
export async function merge(held: Held, { body }: RestCall): Promise<RestAnswer> {
  const { base, head, commit_message: message } = merging.parse(JSON.parse(body.toString('utf8')));
  const at = (await refAt(held, `refs/heads/${base}`))?.sha;
  const other = await commitOf(held, head);
  if (at === undefined) return no(404, 'Base does not exist');
  if (other === undefined) return no(404, 'Head does not exist');
  const parted = await mergeBase(held, at, other);
  if (parted === other) return answer(204);
  if (parted === undefined) return no(409, 'Merge conflict');
  const made = await mergeInto(held, { branch: base, at, head: other, message: message ?? `Merge ${head} into ${base}` });
  if (made === 'conflict') return no(409, 'Merge conflict');
  if (made === 'moved') return no(409, 'Base branch was modified. Review and try the merge again.');
  return answer(201, { sha: made, parents: [{ sha: at }, { sha: other }] });
}

interface Merging {
  branch: string;
  /** Where the branch is. */
  at: string;
  head: string;
  message: string;
  /** A squash is a commit of the merged tree with one parent, and so, for one commit, is a rebase. */
  method?: 'merge' | 'squash' | 'rebase';
}

/** The new commit, which the branch is at by now. */
export async function mergeInto(held: Held, { branch, at, head, message, method = 'merge' }: Merging): Promise<string> {
  const merged = await held.git(['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', at, head], { expect: [0, 1] });
  if (merged.code === 1) return 'conflict';
  merges += 1;
  const [tree = ''] = merged.stdout.split('\0');
  const who = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) => [
      [`GIT_${role}_NAME`, 'GitHub'],
      [`GIT_${role}_EMAIL`, 'noreply@github.com'],
      [`GIT_${role}_DATE`, `${1_790_000_000 + merges} +0000`],
    ]),
  );
  const sha = (
    await held.git(['commit-tree', '-p', at, ...(method === 'merge' ? ['-p', head] : []), '-m', message, tree], { env: who })
  ).stdout.trim();
  const { code } = await held.git(['update-ref', '--no-deref', `refs/heads/${branch}`, sha, at], { expect: [0, 128] });
  return code === 0 ? sha : 'moved';
}
