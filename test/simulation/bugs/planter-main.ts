import { registerHooks, stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDice } from '../engine/dice.ts';
import { planOf, planUnder } from '../engine/weather.ts';
import { editsOf, plant, type Edit } from './bug.ts';
import { bugNamed } from './catalogue.ts';
import type { Play, Played } from './process.ts';

/**
 * A process that plants one bug after the other. Each is in a copy of the simulation of its own: a module that is imported as `…?bug=NAME`
 * imports its own project's modules so, too, and the texts are replaced in these. So what takes longest, starting a process and stripping
 * the types, is done once.
 */
const root = `${pathToFileURL(path.resolve(import.meta.dirname, '../../..')).href}/`;
const stripped = new Map<string, string>();
/** Texts that are not yet replaced, by bug. */
const waiting = new Map<string, Set<string>>();

const bugIn = (url = ''): string | undefined => /\?bug=([a-z0-9-]+)$/.exec(url)?.[1];

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context);
    const bug = bugIn(context.parentURL);
    const ours = found.url.startsWith(root) && !found.url.includes('/node_modules/');
    return bug === undefined || !ours ? found : { ...found, url: `${found.url}?bug=${bug}` };
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

async function play({ bug, town, from, seeds }: Play): Promise<Played> {
  if (bug !== undefined && !waiting.has(bug)) waiting.set(bug, new Set(editsOf(bugNamed(bug)).map(({ file }) => file)));
  const copy = bug === undefined ? '' : `?bug=${bug}`;
  const { runSeeds } = (await import(`../cli.ts${copy}`)) as typeof import('../cli.ts');
  const { run } = (await import(`../run.ts${copy}`)) as typeof import('../run.ts');
  const one = (seed: number): ReturnType<typeof run> =>
    run(seed, town === undefined ? {} : { plan: planUnder(town, planOf(seed, createDice(seed))) });
  const { failure } = await runSeeds(from, seeds, one);
  return { failure, notLoaded: (waiting.get(bug ?? '')?.size ?? 0) > 0 };
}

process.on('message', (asked) => {
  void play(asked as Play)
    .catch((error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .then((played) => process.send?.(played));
});
