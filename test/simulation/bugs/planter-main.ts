import { registerHooks, stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDice } from '../engine/dice.ts';
import { planOf, planUnder } from '../engine/weather.ts';
import { editsOf, plant, type Edit } from './bug.ts';
import { bugNamed } from './catalogue.ts';
import type { Play, Played } from './process.ts';

/**
 * A process that plants one bug after the other. A module that is imported as `…?bug=NAME` is a copy of its own, with the texts replaced. Copied
 * is what has the bug, and what imports that in any number of steps; all else is shared with the simulation without a bug. So what takes
 * longest is done once: starting a process, stripping the types, and running code until it is fast.
 */
const root = `${pathToFileURL(path.resolve(import.meta.dirname, '../../..')).href}/`;
const stripped = new Map<string, string>();
/** Texts that are not yet replaced, by bug. */
const waiting = new Map<string, Set<string>>();

/** Who imports a module, in the simulation without a bug. */
const importers = new Map<string, Set<string>>();
/** What is copied, by bug. */
const copied = new Map<string, ReadonlySet<string>>();

const bugIn = (url = ''): string | undefined => /\?bug=([a-z0-9-]+)$/.exec(url)?.[1];

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context);
    const bug = bugIn(context.parentURL);
    if (bug !== undefined) return copied.get(bug)?.has(found.url) === true ? { ...found, url: `${found.url}?bug=${bug}` } : found;
    if (context.parentURL !== undefined) importers.set(found.url, (importers.get(found.url) ?? new Set()).add(context.parentURL));
    return found;
  },
  load(url, context, nextLoad) {
    const bug = bugIn(url);
    if (bug === undefined || !url.endsWith(`.ts?bug=${bug}`)) return nextLoad(url, context);
    const file = path.relative(fileURLToPath(root), fileURLToPath(url)).replaceAll(path.sep, '/');
    const edits = editsOf(bugNamed(bug)).filter((edit) => edit.file === file);
    if (edits.length > 0) waiting.get(bug)?.delete(file);
    return { format: 'module', source: sourceOf(file, edits, () => nextLoad(url, context).source), shortCircuit: true };
  },
});

function sourceOf(file: string, edits: readonly Edit[], read: () => unknown): string {
  const known = edits.length === 0 ? stripped.get(file) : undefined;
  if (known !== undefined) return known;
  const source = stripTypeScriptTypes(edits.reduce(plant, textOf(read())));
  if (edits.length === 0) stripped.set(file, source);
  return source;
}

function textOf(source: unknown): string {
  if (typeof source === 'string') return source;
  if (source instanceof Uint8Array) return Buffer.from(source).toString('utf8');
  throw new TypeError('a module without a text');
}

/** These, and all that import them in any number of steps. */
function withImporters(urls: readonly string[]): Set<string> {
  const all = new Set(urls);
  // A set that is walked shows what is added meanwhile, too.
  for (const url of all) for (const importer of importers.get(url) ?? []) all.add(importer);
  return all;
}

type Simulation = typeof import('../cli.ts') & typeof import('../run.ts') & typeof import('../plans/play.ts');

async function simulationWith(bug: string | undefined): Promise<Pick<Simulation, 'runSeeds' | 'run' | 'playPlans'>> {
  // First without a bug, always: so it is known who imports whom.
  const plain = { ...(await import('../cli.ts')), ...(await import('../run.ts')), ...(await import('../plans/play.ts')) };
  if (bug === undefined) return plain;
  const files = editsOf(bugNamed(bug)).map(({ file }) => file);
  if (!waiting.has(bug)) {
    waiting.set(bug, new Set(files));
    copied.set(bug, withImporters(files.map((file) => new URL(file, root).href)));
  }
  const copy = async (name: string): Promise<unknown> =>
    import(copied.get(bug)?.has(new URL(name, import.meta.url).href) === true ? `${name}?bug=${bug}` : name);
  const names = ['../cli.ts', '../run.ts', '../plans/play.ts'];
  return Object.assign({}, ...(await Promise.all(names.map(copy)))) as Simulation;
}

async function play({ bug, town, scene, from, seeds }: Play): Promise<Played> {
  const { runSeeds, run, playPlans } = await simulationWith(bug);
  const one = (seed: number): ReturnType<typeof run> =>
    run(seed, town === undefined ? {} : { plan: planUnder(town, planOf(seed, createDice(seed))) });
  const { failure } = await runSeeds(from, seeds, scene === 'plans' ? playPlans : one);
  return { failure, notLoaded: (waiting.get(bug ?? '')?.size ?? 0) > 0 };
}

process.on('message', (asked) => {
  void play(asked as Play)
    .catch((error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .then((played) => process.send?.(played));
});
