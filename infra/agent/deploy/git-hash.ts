import { createHash, type Hash } from 'node:crypto';

/** What a tree may hold: a file, a file that may be run, a symbolic link, a submodule. As git writes them. */
export type Mode = '100644' | '100755' | '120000' | '160000';

/** One leaf of a commit's tree. `path` is the bytes of the name as latin1, so that no name is changed by being read. */
export interface Entry {
  mode: Mode;
  id: string;
  path: string;
}

/** The name of a git object, by its content alone. `like`: a name of the same repository, which tells SHA-1 from SHA-256. */
export function objectId(kind: 'blob' | 'tree' | 'commit', content: Buffer, like: string): string {
  return objectHash(kind, content.length, like).update(content).digest('hex');
}

/** For content of a known size that is not held in memory: to be updated with it. */
export function objectHash(kind: 'blob' | 'tree' | 'commit', size: number, like: string): Hash {
  return createHash(like.length === 64 ? 'sha256' : 'sha1').update(`${kind} ${size}\0`);
}

interface Folder {
  leaves: Map<string, Entry>;
  folders: Map<string, Folder>;
}

/** The name of the tree that these leaves make up (gitformat-tree): so a list of leaves can be held against a commit without believing whoever made it. */
export function treeId(entries: readonly Entry[], like: string): string {
  const root: Folder = { leaves: new Map(), folders: new Map() };
  for (const entry of entries) {
    const parts = entry.path.split('/');
    const name = parts.pop() ?? '';
    const parent = parts.reduce((folder, part) => child(folder, part), root);
    parent.leaves.set(name, entry);
  }
  return idOf(root, like);
}

function child({ folders }: Folder, name: string): Folder {
  const found = folders.get(name) ?? { leaves: new Map(), folders: new Map() };
  folders.set(name, found);
  return found;
}

function idOf({ leaves, folders }: Folder, like: string): string {
  const rows = [
    ...Array.from(leaves, ([name, { mode, id }]) => ({ key: name, mode: mode as string, name, id })),
    // Git sorts a folder as if its name ended in a slash, and leaves the mode's leading zero out.
    ...Array.from(folders, ([name, folder]) => ({ key: `${name}/`, mode: '40000', name, id: idOf(folder, like) })),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const parts = rows.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(id, 'hex')]);
  return objectId('tree', Buffer.concat(parts), like);
}
