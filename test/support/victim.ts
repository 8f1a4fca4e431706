import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npmStart } from '#test/bench/child.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** `npm start` as a process that can be killed. */
export interface Victim {
  /** Its start is over; false when it ended before. */
  ready: Promise<boolean>;
  /** Everything that it and its agent wrote. */
  said: () => string;
  /** Resolves when it has ended, however. */
  gone: Promise<unknown>;
  /** Resolves when the process is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

export function startVictim(environment: Record<string, string>): Victim {
  const child = spawn(process.execPath, npmStart(), {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('is running')) resolve(true);
      });
    void gone.then(() => resolve(false));
  });
  return { ready, said: () => said, gone, end: (signal) => end(child, gone, signal) };
}

async function end(child: ChildProcess, gone: Promise<number | null>, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  child.kill(signal);
  return gone;
}

/** Processes other than this one that were started with this text in their command or environment. */
export function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => readProc(pid, file).includes(text)))
    .map((pid) => `${pid}: ${readProc(pid, 'cmdline').replaceAll('\0', ' ')}`);
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
