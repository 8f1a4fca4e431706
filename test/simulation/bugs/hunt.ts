import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Bug } from './bug.ts';
import { BUG_VARIABLE, NOT_LOADED } from './process.ts';

/** Seeds that a bug may live through before it has escaped. */
export const MOST_SEEDS = 2000;

/** So long one bug is hunted at most, in milliseconds. */
const LONGEST = 15 * 60_000;

export interface Catch {
  invariant: string;
  seed: number;
}

export interface Hunted {
  bug: string;
  caught?: Catch & { message: string };
  /** Why there is nothing to tell of: it escaped, or it was never tried. */
  escaped?: string;
  seconds: number;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** Plays seeds with the bug in the code until an invariant breaks: first where it was caught before, then from the first seed on. */
export async function hunt(bug: Bug, known: Catch | undefined): Promise<Hunted> {
  const startedAt = performance.now();
  const took = (): number => (performance.now() - startedAt) / 1000;
  if (known !== undefined) {
    const again = await play(bug, known.seed, 1);
    if (again.caught !== undefined) return { bug: bug.name, ...again, seconds: took() };
  }
  return { bug: bug.name, ...(await play(bug, 1, MOST_SEEDS)), seconds: took() };
}

type Played = Pick<Hunted, 'caught' | 'escaped'>;

async function play(bug: Bug, from: number, seeds: number): Promise<Played> {
  const simulation = ['test/simulation/bugs/small.ts', '--seeds', String(seeds), '--from', String(from), '--json'];
  const { code, stdout, stderr } = await run(['--import', './test/simulation/bugs/hook.ts', ...simulation], bug.name);
  if (code === 0) return { escaped: `it lived through ${seeds} seeds from ${from} on` };
  if (code === NOT_LOADED) return { escaped: 'a file of it was never loaded: the simulation does not pass there' };
  const caught = lastCatch(stdout);
  return caught === undefined ? { escaped: `no verdict, exit code ${code}: ${(stderr || stdout).slice(-1000)}` } : { caught };
}

function run(args: readonly string[], bug: string): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', [BUG_VARIABLE]: bug },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal ?? 'none', stdout, stderr }));
  });
}

/** The simulation's own word: a line of JSON with the seed and the invariant that broke. */
function lastCatch(stdout: string): (Catch & { message: string }) | undefined {
  for (const line of stdout.trim().split('\n').toReversed()) {
    if (!line.startsWith('{')) continue;
    const told = JSON.parse(line) as Partial<Catch & { message: string }>;
    if (typeof told.seed === 'number' && typeof told.invariant === 'string')
      return { seed: told.seed, invariant: told.invariant, message: told.message ?? '' };
  }
  return undefined;
}
