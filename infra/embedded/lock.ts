import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Only one process works in a data folder. The lock is the operating system's: it ends with the process, however that ends. */
export function lockDataFolder(data: string): () => void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path.join(data, 'lock.sqlite'));
  try {
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (pid INTEGER); COMMIT; BEGIN EXCLUSIVE',
    );
  } catch (error) {
    database.close();
    throw new Error(`another Rehearsal is already running in ${path.resolve(data)}`, { cause: error });
  }
  return () => database.close();
}
