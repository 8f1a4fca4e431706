import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { targetFile, type ImportMap } from '#infra/tools/fence/judge.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { imports: map } = JSON.parse(read('package.json')) as { imports: ImportMap };

/** What Node loads: types are erased. */
const LOADED = /^(?:import|export)\s(?!type\s)(?:[^;'"`]*?\sfrom\s)?'([^']+)'/gm;

function loadedFrom(starts: readonly string[]): Set<string> {
  const files = new Set(starts);
  for (const from of files)
    for (const [, specifier = ''] of read(from).matchAll(LOADED)) {
      const target = targetFile({ from, specifier }, map);
      if (target !== undefined) files.add(target);
    }
  return files;
}

test('P3 the agent’s README names every file of this repository that it needs beside a backup server', () => {
  const [, named = ''] = /It needs Node 24 and, of this repository, ([^]*?) and zod\./.exec(read('infra/agent/README.md')) ?? [];
  const places = [...named.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place);
  const needed = [...loadedFrom(globSync('infra/agent/*.ts', { cwd: root }))];
  const isIn = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);
  expect(needed.filter((file) => !places.some((place) => isIn(file, place)))).toEqual([]);
  expect(places.filter((place) => place !== 'package.json' && !needed.some((file) => isIn(file, place)))).toEqual([]);
});
