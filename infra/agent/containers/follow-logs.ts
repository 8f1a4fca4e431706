import { spawn } from 'node:child_process';
import { open, type FileHandle } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { readK8sLog } from './k8s-log.ts';
import type { ContainerOrder } from './order.ts';

export interface Logs {
  stdout: Readable;
  stderr: Readable;
  stop(): void;
}

/**
 * All that a container says, from its beginning, until it has ended and all of it was read. Docker is asked. Podman keeps it in a file of ours, which is read
 * here: what `podman logs --follow` answers has gaps once the container ends (seen with 4.3).
 */
export function followLogs({ program, name, logFile }: ContainerOrder, ended: Promise<unknown>): Logs {
  return program === 'podman' && logFile !== undefined ? ofFile(logFile, ended) : ofProgram(program, name);
}

function ofProgram(program: string, name: string): Logs {
  const child = spawn(program, ['logs', '--follow', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.once('error', () => undefined);
  return { stdout: child.stdout, stderr: child.stderr, stop: () => child.kill('SIGKILL') };
}

function ofFile(path: string, ended: Promise<unknown>): Logs {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stopped = new AbortController();
  const end = (): void => {
    stdout.end();
    stderr.end();
  };
  void pour(path, { stdout, stderr }, ended, stopped.signal).then(end, end);
  return { stdout, stderr, stop: () => stopped.abort() };
}

const PIECE = 256 * 1024;
/** Milliseconds between two looks for more. */
const PAUSE = 100;

async function pour(
  path: string,
  to: { stdout: PassThrough; stderr: PassThrough },
  ended: Promise<unknown>,
  stopped: AbortSignal,
): Promise<void> {
  let isOver = false;
  const over = ended.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  const log = readK8sLog();
  const buffer = Buffer.alloc(PIECE);
  let file: FileHandle | undefined;
  try {
    for (let at = 0; !stopped.aborted;) {
      // Whatever it said is in the file by the time that it has ended.
      const isLast = isOver;
      file ??= await open(path).catch(() => undefined);
      const read = (await file?.read(buffer, 0, PIECE, at))?.bytesRead ?? 0;
      at += read;
      for (const { stream, bytes } of log.take(Buffer.from(buffer.subarray(0, read)))) {
        if (!to[stream].write(bytes)) await drained(to[stream], stopped);
      }
      if (read === 0 && isLast) return;
      if (read === 0) await Promise.race([over, new Promise((resolve) => setTimeout(resolve, PAUSE))]);
    }
  } finally {
    await file?.close();
  }
}

/** Leaves nothing behind on either: a container that says much is waited for as often as it says something. */
function drained(stream: PassThrough, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close']) stream.off(event, done);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    for (const event of ['drain', 'close']) stream.once(event, done);
    stopped.addEventListener('abort', done);
  });
}
