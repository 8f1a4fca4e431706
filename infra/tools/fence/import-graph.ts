import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportGraph } from './circles.ts';
import { targetFile, type ImportMap } from './judge.ts';

const STATEMENT = /^(?:import|export)\s(?:[^;'"`]*?\sfrom\s)?'([^']+)'/gm;
const CALL = /\bimport\('([^']+)'\)/g;

/** What each of these files, by their paths from `root`, imports of the others. */
export function importGraph(root: string, files: readonly string[]): ImportGraph {
  const { imports: map } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { imports: ImportMap };
  const known = new Set(files);
  return new Map(
    files.map((from) => {
      const text = readFileSync(path.join(root, from), 'utf8');
      const targets = importsIn(text).flatMap((specifier) => targetFile({ from, specifier }, map) ?? []);
      return [from, [...new Set(targets)].filter((target) => known.has(target))];
    }),
  );
}

/** What a module of this text imports, as written; `import type` and types in brackets too. Pure. */
export function importsIn(text: string): string[] {
  return [STATEMENT, CALL].flatMap((pattern) => Array.from(text.matchAll(pattern), ([, specifier = '']) => specifier));
}

/** Names that a module of this text imports in brackets, as they are called where they come from. Pure. */
export function namesImported(text: string): string[] {
  const inBrackets = Array.from(text.matchAll(/^import\s(?:type\s)?\{([^}]*)\}\sfrom\s'/gm), ([, names = '']) => names);
  return inBrackets.flatMap((names) => names.split(',').flatMap((name) => /^(?:type\s)?(\w+)/.exec(name.trim())?.[1] ?? []));
}
