import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isAlive, processesByUser, type Identity } from '../processes.ts';

/** One list for the whole machine, whatever agents run on it. Only root writes there. */
const FOLDER = '/run/rehearsal-agent';

/**
 * A user number for one job alone, of `first` to `last`; `holder` watches the job. A number is free once its holder is gone and nobody
 * runs under it, so that ending all processes of a user never ends another's. Throws when all are taken.
 */
export function takeJobUser([first, last]: readonly [number, number], holder: Identity, folder: string = FOLDER): number {
  return withList(folder, (list) => {
    const taken = new Set<number>();
    for (const row of list.prepare('SELECT user, pid, born FROM users').all()) {
      const [user, pid, born] = [Number(row['user']), Number(row['pid']), String(row['born'])];
      if (isAlive({ pid, born })) taken.add(user);
    }
    const user = freeOf(first, last, taken);
    if (user === undefined) throw new Error(`no user is free for a job: ${first} to ${last} are taken`);
    list.prepare('INSERT OR REPLACE INTO users (user, pid, born) VALUES (?, ?, ?)').run(user, holder.pid, holder.born);
    return user;
  });
}

/** The first under whom nobody runs; if there is one, such a one whose dead have all been collected, so that nothing counts against the next job. */
function freeOf(first: number, last: number, taken: ReadonlySet<number>): number | undefined {
  const processes = processesByUser();
  let second: number | undefined;
  for (let user = first; user <= last; user += 1) {
    const { living, dead } = processes.get(user) ?? { living: 0, dead: 0 };
    if (taken.has(user) || living > 0) continue;
    if (dead === 0) return user;
    second ??= user;
  }
  return second;
}

export function giveJobUserBack(user: number, folder: string = FOLDER): void {
  withList(folder, (list) => list.prepare('DELETE FROM users WHERE user = ?').run(user));
}

/** Milliseconds. */
const PATIENCE = 10_000;

function withList<T>(folder: string, use: (list: DatabaseSync) => T): T {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const list = new DatabaseSync(join(folder, 'users.sqlite'), { timeout: PATIENCE });
  try {
    list.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS users (user INTEGER PRIMARY KEY, pid INTEGER NOT NULL, born TEXT NOT NULL)');
    const value = use(list);
    list.exec('COMMIT');
    return value;
  } finally {
    list.close();
  }
}
