import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createMasker } from './mask.ts';

/** Milliseconds for what is still in the pipe when everybody is gone. */
const PATIENCE = 2_000;
const MEGABYTE = 1024 * 1024;

export interface Written {
  /** Everything that came is in the files. */
  all: Promise<void>;
  /** R16. A stream had more than its share; what came beyond it is not written. */
  isOver: () => boolean;
}

/**
 * R12: what a job says is masked before it is written anywhere. `megabytes`: the most of each stream; the kernel's bound on a file does not
 * hold for a pipe. `known`: bytes that the files hold already, where what comes begins anew.
 */
export function writeOutput(
  streams: readonly [from: Readable, path: string][],
  credentials: readonly string[],
  megabytes: number,
  known: readonly number[] = [],
): Written {
  const secrets = credentials.map((file) => readFileSync(file));
  let over = false;
  const work = streams.map(([from, path], at) =>
    writeOne(from, { path, known: known[at] ?? 0 }, secrets, megabytes * MEGABYTE, () => (over = true)),
  );
  return { all: Promise.all(work).then(() => undefined), isOver: () => over };
}

function writeOne(
  from: Readable,
  { path, known }: { path: string; known: number },
  secrets: readonly Buffer[],
  most: number,
  tell: () => void,
): Promise<void> {
  const to = openSync(path, 'a', 0o600);
  const masker = secrets.length === 0 ? undefined : createMasker(secrets);
  let [room, again] = [most - known, known];
  const write = (all: Buffer): void => {
    const bytes = all.subarray(Math.min(again, all.length));
    again -= all.length - bytes.length;
    if (bytes.length > room) tell();
    const fits = bytes.subarray(0, Math.max(0, room));
    for (let at = 0; at < fits.length;) at += writeSync(to, fits, at);
    room -= fits.length;
  };
  return new Promise((resolve) => {
    from.on('data', (bytes: Buffer) => write(masker?.push(bytes) ?? bytes));
    from.once('close', () => {
      if (masker !== undefined) write(masker.end());
      closeSync(to);
      resolve();
    });
    from.once('error', () => undefined);
  });
}

/** A process that got away may hold its end of the pipe for ever. */
export function within(work: Promise<void>, patience: number = PATIENCE): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, patience))]);
}
