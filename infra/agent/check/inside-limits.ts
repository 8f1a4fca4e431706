import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_LIMITS } from './limits.ts';
import type { Attempts } from './inside.ts';

const MEGABYTE = 1024 * 1024;

export function limitAttempts(): Attempts {
  const { openFiles, fileMegabytes, scratchMegabytes, sharedMemoryMegabytes } = CHECK_LIMITS;
  const home = process.env['HOME'] ?? '/tmp';
  // The signal would end this process before it could tell.
  process.on('SIGXFSZ', () => undefined);
  return {
    'open-files': () => canOpenMany(openFiles),
    'file-size': () => {
      writeFileSync(join(home, 'large'), Buffer.alloc((fileMegabytes + 1) * MEGABYTE));
      return true;
    },
    disk: () => canFill(home, scratchMegabytes),
    'shared-memory': () => canFill('/dev/shm', sharedMemoryMegabytes),
    fork: () => canStartMany(CHECK_LIMITS.processes),
  };
}

function canOpenMany(most: number): boolean {
  const open: number[] = [];
  try {
    while (open.length <= most) open.push(openSync('/dev/null', 'r'));
    return true;
  } finally {
    for (const fd of open) closeSync(fd);
  }
}

function canFill(folder: string, megabytes: number): boolean {
  const paths = Array.from({ length: megabytes + 1 }, (_, at) => join(folder, `rehearsal-fill-${process.pid}-${at}`));
  try {
    for (const path of paths) writeFileSync(path, Buffer.alloc(MEGABYTE));
    return true;
  } finally {
    for (const path of paths) rmSync(path, { force: true });
  }
}

/** Whether all of them began. Those that could not say so a little later. */
function canStartMany(most: number): boolean {
  const started: ChildProcess[] = [];
  for (let at = 0; at <= most; at += 1) started.push(spawn('sleep', ['30'], { stdio: 'ignore' }).on('error', () => undefined));
  // Without a number there is no process, and a signal would go to this one's own group.
  const begun = started.filter(({ pid }) => pid !== undefined);
  for (const child of begun) child.kill('SIGKILL');
  return begun.length > most;
}
