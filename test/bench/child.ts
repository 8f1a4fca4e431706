import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#infra/embedded/free-port.ts';
import { createPoster } from './post.ts';

export interface Child {
  url: string;
  /** Milliseconds from its start to its first answer of 200. */
  started: number;
  /** Resident memory now, and the most there ever was, in MB (10^6 bytes). Undefined where the system does not tell. */
  memory(): { now: number; peak: number } | undefined;
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const PATIENCE = 30_000;

/** A process of its own, from the moment that it is started to its first right answer at `ask`. */
export async function startChild(
  command: string[],
  ask: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Child> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const poster = createPoster();
  for (;;) {
    const status = await poster.get(url + ask).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) break;
    if (child.exitCode !== null || performance.now() - began > PATIENCE)
      throw new Error(`${command.join(' ')} did not start: ${errors.join('').slice(-1_000)}`);
    await sleep(2);
  }
  poster.close();
  return { url, started: performance.now() - began, memory: () => memoryOf(child.pid), stop: () => end(child) };
}

/** What `npm start` gives to node. */
export function npmStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

/** VmRSS and VmHWM, in kibibytes there. */
function memoryOf(pid: number | undefined): { now: number; peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (name: string): number => (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
    return { now: read('VmRSS'), peak: read('VmHWM') };
  } catch {
    return undefined;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 12_000);
  await gone;
  clearTimeout(late);
}
