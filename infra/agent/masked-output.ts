import { readFileSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createMasker } from './mask.ts';

/** Milliseconds for what is still in the pipe when everybody is gone. */
const PATIENCE = 2_000;

/** R12: what a job with credentials says is masked before it is written anywhere. Resolves when all of it is. */
export async function writeMasked(streams: readonly [from: Readable, to: number][], credentials: readonly string[]): Promise<void> {
  const secrets = credentials.map((file) => readFileSync(file));
  await Promise.all(streams.map(([from, to]) => writeOne(from, to, secrets)));
}

function writeOne(from: Readable, to: number, secrets: readonly Buffer[]): Promise<void> {
  const masker = createMasker(secrets);
  return new Promise((resolve) => {
    from.on('data', (bytes: Buffer) => writeAll(to, masker.push(bytes)));
    from.once('close', () => {
      writeAll(to, masker.end());
      resolve();
    });
    from.once('error', () => undefined);
  });
}

/** A process that got away may hold its end of the pipe for ever. */
export function within(work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE))]);
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
