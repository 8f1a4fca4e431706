import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportGraph } from './circles.ts';
import { targetFile, type ImportMap } from './judge.ts';

const STATEMENT = /^(?:import|export)\s(?:[^;'"`]*?\sfrom\s)?'([^']+)'/gm;
const CALL = /\bimport\(\s*'([^']+)'/g;
/** A quote or a bracket in one would hide the import that it stands in. */
const COMMENT = /\/\*.*?\*\/|(?<!:)\/\/.*/g;

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
  const code = text.replaceAll(COMMENT, '');
  return [STATEMENT, CALL].flatMap((pattern) => Array.from(code.matchAll(pattern), ([, specifier = '']) => specifier));
}

/** Whether a module of this text knows that name, imported by whatever way: by name, through a namespace, or in a type. Pure. */
export function isNamed(name: string, text: string): boolean {
  return new RegExp(`(?<!['"\\w])${name}\\b`).test(text.replaceAll(COMMENT, '').replaceAll(/^ *\*.*$|^ *\/\*\*.*$/gm, ''));
}
