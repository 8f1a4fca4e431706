import { spawnSync } from 'node:child_process';

/** Whether jobs can be held here; where they cannot, it is said loudly, and on a build server, where it must be, it is an error. */
export function findBubblewrap(): boolean {
  if (spawnSync('bwrap', ['--version']).status === 0) return true;
  const message = 'there is no bubblewrap: that it holds jobs is not tested';
  if (process.env['CI']) throw new Error(message);
  console.warn(`WARNING: ${message}`);
  return false;
}
