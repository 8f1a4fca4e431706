import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_LIMITS } from './limits.ts';
import type { Attempts } from './attempts.ts';

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

/** Whether all of them began. By a shell, which starts a process in a tenth of the time that Node takes, and gives up at the first that it cannot. */
async function canStartMany(most: number): Promise<boolean> {
  const script = `n=0; while [ $n -le ${most} ]; do sleep 30 & n=$((n+1)); done; exit 0`;
  const shell = spawn('sh', ['-c', script], { stdio: 'ignore', detached: true });
  const code = await new Promise((resolve) => shell.once('exit', resolve).once('error', resolve));
  // Without a number there is no process, and a signal would go to this one's own group.
  if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
  return code === 0;
}
