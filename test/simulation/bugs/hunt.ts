import { FIXED_SEEDS } from '../gate-seeds.ts';
import type { Bug } from './bug.ts';
import type { Planter } from './planter.ts';
import type { Play } from './process.ts';

/** Seeds that a bug may live through before it has escaped. */
export const MOST_SEEDS = 2000;

export interface Catch {
  invariant: string;
  seed: number;
}

export interface Hunted {
  bug: string;
  /** By which seeds; the first is the one to tell of. */
  caught: readonly (Catch & { message: string })[];
  /** Why there is nothing to tell of: it escaped, or it was never tried. */
  escaped?: string;
  seconds: number;
}

export interface Hunting {
  /** Where it was caught before: tried first, each alone. */
  known: readonly Catch[];
  /** Then so many seeds, from this one on. */
  from: number;
  seeds: number;
  /** So many that catch it are looked for; for the others than the first the hunt is shorter. */
  wanted: number;
}

type Caught = Hunted['caught'][number];

/** Plays seeds with the bug in the code until as many have broken an invariant as are wanted. What breaks must hold without the bug. */
export async function hunt(planter: Planter, bug: Bug, hunting: Hunting): Promise<Hunted> {
  const startedAt = performance.now();
  const caught: Caught[] = [];
  const escaped = await hunted(planter, bug, hunting, caught);
  const seconds = (performance.now() - startedAt) / 1000;
  return { bug: bug.name, caught, seconds, ...(caught.length > 0 || escaped === undefined ? {} : { escaped }) };
}

async function hunted(planter: Planter, bug: Bug, { known, from, seeds, wanted }: Hunting, caught: Caught[]): Promise<string | undefined> {
  for (const { seed } of known) {
    const { why } = await next(planter, bug, seed, 1, caught);
    if (why !== undefined || caught.length >= wanted) return why;
  }
  let end = from + seeds;
  for (let seed = from; seed < end;) {
    const { at, why } = await next(planter, bug, seed, end - seed, caught);
    if (why !== undefined || caught.length >= wanted) return why;
    seed = (at ?? end) + 1;
    if (at !== undefined) end = Math.min(end, 4 * (at - from) + from + SHORTER);
  }
  const before = known.length === 0 ? '' : `seed ${known.map(({ seed }) => seed).join(', ')} and `;
  return `it lived through ${before}${seeds} seeds from ${from} on`;
}

/** So many seeds at least are played for a second and a third that catch it. */
const SHORTER = 40;

/** The next seed that catches it. */
async function next(
  planter: Planter,
  { name, town, scene }: Bug,
  from: number,
  seeds: number,
  caught: Caught[],
): Promise<{ at?: number; why?: string }> {
  const { failure, notLoaded, error } = await planter.play({ bug: name, town, scene, from, seeds });
  if (error !== undefined) return { why: `no verdict: ${error}` };
  if (notLoaded === true) return { why: 'a file of it was never loaded: the simulation does not pass there' };
  if (failure === undefined) return {};
  const blamed = await withoutAnyBug(planter, failure.seed, { town, scene });
  if (blamed !== undefined) return { why: `seed ${failure.seed} breaks without any bug too: ${blamed}` };
  if (caught.every(({ seed }) => seed !== failure.seed)) caught.push(failure);
  return { at: failure.seed };
}

const controls = new Map<string, Promise<string | undefined>>();

/** The code as it is must keep every promise: else what was caught is not the bug. Of the seeds that the gate plays anyway another test says so. */
function withoutAnyBug(planter: Planter, seed: number, { town, scene }: Pick<Play, 'town' | 'scene'>): Promise<string | undefined> {
  if (seed <= FIXED_SEEDS && town === undefined && scene === undefined) return Promise.resolve(undefined);
  const key = `${seed} ${JSON.stringify([town, scene])}`;
  const known =
    controls.get(key) ?? planter.play({ town, scene, from: seed, seeds: 1 }).then(({ failure, error }) => failure?.message ?? error);
  controls.set(key, known);
  return known;
}
