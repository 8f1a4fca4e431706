import { closeSync, fchmodSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { catFile } from './cat-file.ts';
import type { CommitStore } from './commit-store.ts';
import type { Entry } from './git-hash.ts';

/**
 * Writes a commit's files into a folder that does not exist yet, byte for byte: no attribute, filter, line ending or configuration has
 * a say, because git only hands out objects. Throws when two paths are one to the file system, so that nothing is written through a link.
 */
export async function writeCheckout(store: CommitStore, entries: readonly Entry[], folder: string): Promise<void> {
  mkdirSync(folder, { mode: 0o755 });
  const made = new Set<string>();
  const place = (path: string): Buffer => Buffer.from(`${Buffer.from(folder).toString('latin1')}/${path}`, 'latin1');
  const makeParents = (path: string): void => {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const parent = path.slice(0, at);
      // Without `recursive`: a name that is taken by anything but a folder of ours is an error.
      if (!made.has(parent)) mkdirSync(place(parent), { mode: 0o755 });
      made.add(parent);
    }
  };
  for (const { path, mode } of entries) {
    makeParents(path);
    if (mode === '160000') mkdirSync(place(path), { mode: 0o755 });
  }
  const leaves = entries.filter(({ mode }) => mode !== '160000');
  // Links come last: until then no path leads anywhere but into this folder.
  const ordered = [...leaves.filter(({ mode }) => mode !== '120000'), ...leaves.filter(({ mode }) => mode === '120000')];
  await catFile(store, ordered, (entry, content) => {
    if (entry.mode === '120000') symlinkSync(content, place(entry.path));
    else writeNew(place(entry.path), content, entry.mode === '100755' ? 0o755 : 0o644);
  });
}

function writeNew(path: Buffer, content: Buffer, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    for (let at = 0; at < content.length;) at += writeSync(file, content, at);
    // Whatever the umask says: the mode is part of what is tested.
    fchmodSync(file, mode);
  } finally {
    closeSync(file);
  }
}
