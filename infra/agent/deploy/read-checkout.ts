import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Dirent } from 'node:fs';
import { objectHash, objectId, type Entry } from './git-hash.ts';

/** What lies in a folder, by content: nothing is left out, and what git would not keep is told as `other`. */
export interface Found {
  entries: Entry[];
  /** Neither file, link nor folder with something in it: pipes, sockets, devices, empty folders. */
  other: string[];
}

/** `like`: the commit's name, which tells the kind of hash. `submodules`: folders that may be empty. Never follows a link. */
export function readCheckout(folder: string, like: string, submodules: ReadonlySet<string>): Found {
  const found: Found = { entries: [], other: [] };
  const root = Buffer.from(folder).toString('latin1');
  const place = (path: string): Buffer => Buffer.from(path === '' ? root : `${root}/${path}`, 'latin1');
  const visit = (path: string): void => {
    const inside: Dirent<Buffer>[] = readdirSync(place(path), { withFileTypes: true, encoding: 'buffer' });
    if (inside.length === 0 && path !== '' && !submodules.has(path)) found.other.push(path);
    for (const one of inside) {
      const inner = path === '' ? one.name.toString('latin1') : `${path}/${one.name.toString('latin1')}`;
      if (one.isDirectory()) visit(inner);
      else if (one.isSymbolicLink()) found.entries.push(linkAt(place(inner), inner, like));
      else if (one.isFile()) found.entries.push(fileAt(place(inner), inner, like));
      else found.other.push(inner);
    }
  };
  visit('');
  return found;
}

function linkAt(place: Buffer, path: string, like: string): Entry {
  return { mode: '120000', id: objectId('blob', readlinkSync(place, { encoding: 'buffer' }), like), path };
}

const PIECE = 256 * 1024;

function fileAt(place: Buffer, path: string, like: string): Entry {
  const file = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size, mode } = fstatSync(file);
    const hash = objectHash('blob', size, like);
    const piece = Buffer.alloc(Math.min(PIECE, size + 1));
    for (;;) {
      const read = readSync(file, piece, 0, piece.length, null);
      if (read === 0) break;
      hash.update(piece.subarray(0, read));
    }
    // As git: a file may be run when its owner may run it.
    return { mode: (mode & 0o100) === 0 ? '100644' : '100755', id: hash.digest('hex'), path };
  } finally {
    closeSync(file);
  }
}

/** A folder, and not a link to one. */
export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
