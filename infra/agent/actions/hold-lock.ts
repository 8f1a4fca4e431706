import { DatabaseSync } from 'node:sqlite';
import { sleep } from '../sleep.ts';

/** Milliseconds between two tries, so that whoever waits still hears that it is to end. */
const PAUSE = 50;

/** One process at a time does this under this lock. It is the operating system's on an open file, and so ends with the process. */
export async function holdLock<T>(path: string, work: () => Promise<T> | T): Promise<T> {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    while (!isTaken(lock)) await sleep(PAUSE, new AbortController().signal);
    return await work();
  } finally {
    lock.close();
  }
}

function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && /locked|busy/.test(error.message)) return false;
    throw error;
  }
}
