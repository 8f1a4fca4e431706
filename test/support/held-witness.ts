import { spawnSync } from 'node:child_process';
import { closeSync, constants, createWriteStream, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { witnessedBackend, WITNESS_JOB } from './embedded.ts';

export interface HeldWitness {
  /** The sample's backend, its jobs in the sandbox that the machine offers. */
  backend: Record<string, unknown>;
  close(): void;
}

/**
 * As `witnessedBackend`, for jobs that can write no file here: they are shown a pipe, which a read-only mount does not close, and what comes
 * through it is written into the file. Without bubblewrap the jobs write the file themselves, in no sandbox.
 */
export function openHeldWitness(file: string): HeldWitness {
  if (spawnSync('bwrap', ['--version']).status !== 0) return { backend: witnessedBackend(file), close: () => undefined };
  const pipe = `${file}.pipe`;
  const made = spawnSync('mkfifo', ['-m', '666', pipe], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  // This end is open for writing too, so that no job waits for a reader and the reader sees no end.
  const end = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const from = new Socket({ fd: openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
  from.pipe(createWriteStream(file, { flags: 'a' }));
  return {
    backend: { ...witnessedBackend(pipe), sandbox: { readOnly: [pipe, WITNESS_JOB] } },
    close() {
      closeSync(end);
      from.destroy();
    },
  };
}
