import { holdFolder, type HeldFolder } from './actions/beneath.ts';

/** So many names are looked at; a folder that holds more is over any bound. */
const MOST_NAMES = 200_000;
const MEGABYTE = 1024 * 1024;
/** As `stat` counts what a file takes. */
const BLOCK = 512;

/** R16. In words, where what lies in a folder takes more than it may. */
export function diskOver(folder: string, megabytes: number, mostNames = MOST_NAMES): string | undefined {
  const all = { bytes: 0, names: 0, most: megabytes * MEGABYTE, mostNames };
  const root = holdFolder(folder);
  try {
    add(all, root, 0);
  } finally {
    root.close();
  }
  if (all.names > all.mostNames) return `its folder holds more than ${mostNames} files`;
  return all.bytes > all.most ? `its folder takes more than ${megabytes} MB` : undefined;
}

interface Sum {
  bytes: number;
  names: number;
  most: number;
  mostNames: number;
}

/** Nobody needs more folders in one another; what lies below is not counted, and is bounded by the kernel's bound on a path. */
const MOST_DEPTH = 100;

function add(all: Sum, folder: HeldFolder, depth: number): void {
  for (const name of folder.names()) {
    all.names += 1;
    if (all.names > all.mostNames || all.bytes > all.most) return;
    const stat = folder.look(name);
    if (stat === undefined) continue;
    all.bytes += stat.blocks * BLOCK;
    const inner = stat.isDirectory() && depth < MOST_DEPTH ? folder.folder(name) : undefined;
    if (inner === undefined) continue;
    try {
      add(all, inner, depth + 1);
    } finally {
      inner.close();
    }
  }
}
