import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * One agent at a time per data folder, or chunks would be planned twice. The lock is the operating system's on an open file: it ends
 * with this process, however that ends. Waits up to `patience` milliseconds for a former agent to go, then throws.
 */
export function lockData(data: string, patience: number): DatabaseSync {
  mkdirSync(data, { recursive: true, mode: 0o711 });
  // Jobs may be another user's, who passes through to what they are given; everything else in it is its owner's alone.
  if (process.getuid?.() === 0) chmodSync(data, 0o711);
  const lock = new DatabaseSync(join(data, 'agent.lock'), { timeout: patience });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Error(`another agent is already running in ${data}`, { cause });
  }
  return lock;
}
