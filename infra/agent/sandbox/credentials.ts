import { chmodSync, chownSync, copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Confinement, JobUser } from './order.ts';

/** R18. The files of these credentials in the backend's folder, or the first that is not there. */
export function findCredentials(names: readonly string[], folder: string): { found: Record<string, string> } | { missing: string } {
  const found: Record<string, string> = {};
  for (const name of names) {
    const file = join(folder, name);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return { missing: name };
    found[name] = file;
  }
  return { found };
}

/** A folder of this job alone, that goes with it. */
export function makeOwn(own: string, user: JobUser): void {
  mkdirSync(own, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(own, user, user);
}

/** Puts copies where only this job can read them; the folder they lie in, or undefined when it is given none. */
export function giveCredentials({ credentials }: Confinement, user: JobUser, own: string): string | undefined {
  const given = Object.entries(credentials);
  if (given.length === 0) return undefined;
  makeOwn(own, user);
  const folder = join(own, 'credentials');
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, file] of given) {
    const copy = join(folder, name);
    copyFileSync(file, copy);
    chmodSync(copy, 0o400);
    if (user !== undefined) chownSync(copy, user, user);
  }
  if (user !== undefined) chownSync(folder, user, user);
  return folder;
}
