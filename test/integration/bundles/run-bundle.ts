import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#infra/embedded/free-port.ts';
import type { Ask } from './asks.ts';

export interface FirstAnswer {
  status: number;
  text: string;
  /** Milliseconds from the start of the process to the end of the answer. */
  wall: number;
  /** Processor time of it, user and system, in milliseconds; and its most resident memory, in MB. Undefined where the system does not tell. */
  cpu: number | undefined;
  peak: number | undefined;
}

export interface Program {
  arguments: string[];
  folder: string;
  environment: Record<string, string>;
}

const PATIENCE = 120_000;
/** Of /proc: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;

/** Starts a process, asks it as soon as it listens, and ends it. `folder` is where it runs, as Google's own start does. */
export async function firstAnswer({ arguments: args, folder, environment }: Program, ask: Omit<Ask, 'judge'>): Promise<FirstAnswer> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  try {
    for (;;) {
      const answer = await send(port, ask);
      if (answer !== undefined) return { ...answer, wall: performance.now() - began, ...usage(child.pid) };
      if (child.exitCode !== null || performance.now() - began > PATIENCE)
        throw new Error(`it did not start: ${said.join('').slice(-2_000)}`);
      await sleep(1);
    }
  } finally {
    await ended(child);
  }
}

/** Undefined while nobody listens. */
function send(port: number, { method, path, headers, body }: Omit<Ask, 'judge'>): Promise<{ status: number; text: string } | undefined> {
  return new Promise((resolve, reject) => {
    const length = method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const asking = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asking.on('error', (error) => ('code' in error && error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error)));
    asking.end(body);
  });
}

function usage(pid: number | undefined): Pick<FirstAnswer, 'cpu' | 'peak'> {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS, peak: (Number(peak) * 1024) / 1e6 };
  } catch {
    return { cpu: undefined, peak: undefined };
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}
