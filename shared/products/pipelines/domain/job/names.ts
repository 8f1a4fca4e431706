import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Hash } from '#kernel/chain.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** Of a digest: what 16 letters can say. */
const BYTES = 10;

/** The same run and action always have the same job. `sha1`: hex digest of a text. */
export function jobId(sha1: Hash, run: string, action: string): string {
  const digits = sha1(`${run}\n${action}`).slice(0, 2 * BYTES);
  // Two letters of hex are eight bits, one of ours is five.
  const bits = Array.from(digits, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return Array.from({ length: (8 * BYTES) / 5 }, (_, n) => ALPHABET[Number.parseInt(bits.slice(5 * n, 5 * n + 5), 2)]).join('');
}

/** Also the executor's own name for it: names of one job are in the order of its attempts. */
export function attemptId(job: string, n: number): string {
  return `${job}-${String(n).padStart(3, '0')}`;
}

/** A run’s id, of text that nobody can guess. */
export function runId(sha1: Hash, random: string): string {
  return jobId(sha1, random, 'run');
}

/** As effects and tasks name it. */
export function attemptOperation(job: string, n: number): OperationName {
  return { of: 'attempt', id: attemptId(job, n) };
}

/** Undefined where the name is none of an attempt's. */
export function attemptOf({ of, id }: OperationName): { job: string; n: number } | undefined {
  const [, job, n] = /^([a-z2-7]{16})-(\d{3,6})$/.exec(id) ?? [];
  return of !== 'attempt' || job === undefined || n === undefined ? undefined : { job, n: Number(n) };
}

/** Of a run, by the name of the plan that it owns. */
export function planOf(run: string): string {
  return `run-${run}`;
}
