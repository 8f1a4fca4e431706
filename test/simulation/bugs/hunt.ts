import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Bug } from './bug.ts';
import { BUG_VARIABLE, NOT_LOADED } from './process.ts';

/** Seeds that a bug may live through before it has escaped. */
export const MOST_SEEDS = 2000;

/** So long one bug is hunted at most, in milliseconds. */
const LONGEST = 60 * 60_000;

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

/**
 * Plays seeds with the bug in the code until an invariant breaks: first where it was caught before, then from the first seed on. What breaks
 * must hold without the bug; for the seed that is known another test says so, which plays the same seeds.
 */
export async function hunt(bug: Bug, known: Catch | undefined, seeds = MOST_SEEDS): Promise<Hunted> {
  const startedAt = performance.now();
  const took = (): number => (performance.now() - startedAt) / 1000;
  if (known !== undefined) {
    const again = await play(bug, known.seed, 1, false);
    if (again.caught !== undefined) return { bug: bug.name, ...again, seconds: took() };
  }
  return { bug: bug.name, ...(await play(bug, 1, seeds)), seconds: took() };
}

type Played = Pick<Hunted, 'caught' | 'escaped'>;

async function play(bug: Bug, from: number, seeds: number, control = true): Promise<Played> {
  const { code, stdout, stderr } = await simulate(from, seeds, bug);
  if (code === 0) return { escaped: `it lived through ${seeds} seeds from ${from} on` };
  if (code === NOT_LOADED) return { escaped: 'a file of it was never loaded: the simulation does not pass there' };
  const caught = lastCatch(stdout);
  if (caught === undefined) return { escaped: `no verdict, exit code ${code}: ${(stderr || stdout).slice(-1000)}` };
  const blamed = control ? await withoutAnyBug(caught.seed) : undefined;
  return blamed === undefined ? { caught } : { escaped: `seed ${caught.seed} breaks without any bug too: ${blamed}` };
}

const controls = new Map<number, Promise<string | undefined>>();

/** The same seed with the code as it is must keep every promise: else what was caught is not the bug. */
function withoutAnyBug(seed: number): Promise<string | undefined> {
  const known = controls.get(seed) ?? simulate(seed, 1).then(({ code, stdout }) => (code === 0 ? undefined : stdout.slice(0, 500)));
  controls.set(seed, known);
  return known;
}

function simulate(from: number, seeds: number, bug?: Bug): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const planted = bug === undefined ? [] : ['--import', './test/simulation/bugs/hook.ts'];
  const simulation = ['test/simulation/main.ts', '--seeds', String(seeds), '--from', String(from), '--json'];
  return run([...planted, ...simulation], bug === undefined ? {} : { [BUG_VARIABLE]: bug.name });
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
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
