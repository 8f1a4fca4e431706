import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where everybody may write, and a job that is only another user could leave something for the next one of its number. */
const OPEN_TO_ALL = ['/tmp', '/var/tmp', '/dev/shm', '/dev/mqueue', '/run/lock'];

export function removeFilesOf(user: number): void {
  for (const folder of OPEN_TO_ALL) {
    for (const name of namesIn(folder)) {
      const path = join(folder, name);
      // Never through a link: what is removed is what this user made here.
      if (lstatSync(path, { throwIfNoEntry: false })?.uid === user) rmSync(path, { recursive: true, force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
