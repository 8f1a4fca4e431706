import { spawnSync } from 'node:child_process';
import { chownSync, closeSync, constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { JobUser } from './sandbox/order.ts';

/** What a job writes into, and what we read of it. */
export interface Pipe {
  /** To be closed once the job has it. */
  into: number;
  from: Readable;
}

/**
 * A pipe for each path, which is gone by then: a job that opens `/dev/stdout` anew can neither cut off nor write over what it said before, as
 * it could with a file; and it can open it, as it could not if this were a socket, which is what Node makes.
 */
export function openPipes(paths: readonly string[], user: JobUser): Pipe[] {
  for (const path of paths) rmSync(path, { force: true });
  const { status, stderr, error } = spawnSync('mkfifo', ['-m', '600', ...paths], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no pipes for what it says: ${error?.message ?? stderr.trim()}`);
  return paths.map((path) => {
    if (user !== undefined) chownSync(path, user, user);
    // In this order: with nobody at the other end, opening for writing waits.
    const out = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const into = openSync(path, constants.O_WRONLY);
    rmSync(path);
    return { into, from: new Socket({ fd: out, readable: true, writable: false }) };
  });
}

export function closeInto(pipes: readonly Pipe[]): void {
  for (const { into } of pipes) closeSync(into);
}
