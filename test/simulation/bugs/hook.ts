import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { editsOf, plant, type Edit } from './bug.ts';
import { bugNamed } from './catalogue.ts';
import { BUG_VARIABLE, NOT_LOADED } from './process.ts';

/**
 * Preloaded (`--import`) into processes of the simulation only: replaces the text of a module as it is loaded. Which bug it is stands in the
 * environment. A bug whose file was never loaded was not tested, and the process says so by its exit code.
 */
const root = path.resolve(import.meta.dirname, '../../..');
const script = path.relative(root, process.argv[1] ?? '').replaceAll(path.sep, '/');
if (!script.startsWith('test/simulation/')) throw new Error('bugs are planted in simulations only');

const edits = new Map<string, Edit[]>();
for (const edit of editsOf(bugNamed(process.env[BUG_VARIABLE] ?? ''))) {
  const { href } = pathToFileURL(path.join(root, edit.file));
  edits.set(href, [...(edits.get(href) ?? []), edit]);
}
const waiting = new Set(edits.keys());

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const mine = edits.get(url);
    if (mine === undefined) return loaded;
    waiting.delete(url);
    return { ...loaded, source: mine.reduce(plant, textOf(loaded.source)) };
  },
});

process.once('exit', () => {
  if (waiting.size > 0) process.exitCode = NOT_LOADED;
});

function textOf(source: unknown): string {
  if (typeof source === 'string') return source;
  if (source instanceof Uint8Array) return Buffer.from(source).toString('utf8');
  throw new TypeError('a module without a text');
}
