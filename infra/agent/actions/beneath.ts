import { chmodSync, closeSync, constants, existsSync, lstatSync, opendirSync, openSync, type Stats } from 'node:fs';

/**
 * A folder that a hostile job wrote into, held open: whatever is asked for below it is asked of this very folder, one name at a time, and no link is ever
 * followed. Names are bytes as latin1.
 */
export interface HeldFolder {
  /** Undefined where there is no folder of that name: a link to one is none. */
  folder(name: string): HeldFolder | undefined;
  /** Undefined where there is nothing. Of a link, of itself. */
  look(name: string): Stats | undefined;
  /** A descriptor of what has this name; undefined where it cannot be opened without following or waiting. */
  open(name: string): number | undefined;
  /** In no order. */
  names(): Generator<string>;
  close(): void;
}

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
/** Linux: below an open folder, whatever its path has become, and however long it is. */
const DESCRIPTORS = '/proc/self/fd';

/** Throws when there is no such folder. */
export function holdFolder(path: string): HeldFolder {
  return held(Buffer.from(path, 'utf8'));
}

function held(path: Buffer): HeldFolder {
  const fd = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK);
  const base = existsSync(DESCRIPTORS) ? `${DESCRIPTORS}/${fd}` : path.toString('latin1');
  const at = (name: string): Buffer => Buffer.from(`${base}/${name}`, 'latin1');
  return {
    folder: (name) => quietly(() => readable(at(name), held)),
    look: (name) => quietly(() => lstatSync(at(name))),
    open: (name) => quietly(() => readable(at(name), (path) => openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK))),
    *names() {
      const listing = opendirSync(Buffer.from(base, 'latin1'), { encoding: 'latin1', bufferSize: 256 });
      try {
        for (let one = listing.readSync(); one !== null; one = listing.readSync()) yield one.name;
      } finally {
        listing.closeSync();
      }
    },
    close: () => closeSync(fd),
  };
}

/** Where job and agent are one user, the job can have taken away the right to read what it wrote. It has ended, so nothing changes meanwhile. */
function readable<T>(path: Buffer, open: (path: Buffer) => T): T {
  const stat = lstatSync(path);
  const needed = stat.isFile() ? 0o400 : stat.isDirectory() ? 0o500 : 0;
  if ((stat.mode & needed) !== needed && stat.uid === process.getuid?.()) chmodSync(path, 0o700 & (needed | 0o200));
  return open(path);
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Does it with the folder that a file lies in and the file's own name; undefined where the way there is not one of folders. */
export function beneath<T>(root: HeldFolder, path: string, use: (folder: HeldFolder, name: string) => T): T | undefined {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const way: HeldFolder[] = [];
  try {
    let folder = root;
    for (const part of parts) {
      const next = folder.folder(part);
      if (next === undefined) return undefined;
      way.push(next);
      folder = next;
    }
    return use(folder, name);
  } finally {
    for (const folder of way) folder.close();
  }
}
