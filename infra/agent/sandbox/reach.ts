import { realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

const READ = 4;
const PASS = 1;

/** A user with no group but his own gets to each of these paths, and may look into it: by the bits of their modes, as everybody else would. */
export function canReach(paths: readonly string[], user: number): boolean {
  const passed = new Map<string, boolean>();
  const passes = (folder: string): boolean => {
    const known = passed.get(folder);
    if (known !== undefined) return known;
    const can = may(statSync(folder), user, PASS) && (folder === dirname(folder) || passes(dirname(folder)));
    passed.set(folder, can);
    return can;
  };
  return paths.every((path) => {
    const found = realpathSync(path);
    const stat = statSync(found);
    return may(stat, user, stat.isDirectory() ? READ | PASS : READ) && passes(dirname(found));
  });
}

/** As the kernel: of owner, group and others the first that fits decides. */
function may({ mode, uid, gid }: Stats, user: number, bits: number): boolean {
  const shift = uid === user ? 6 : gid === user ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}
