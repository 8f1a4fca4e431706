import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { kindFolders } from '#infra/tools/tables/folders.ts';
import { root } from '#test/support/sources.ts';

const page = readFileSync(path.join(root, 'docs/adding.md'), 'utf8');

/** Files and folders in backquotes, by their paths from the root. */
const places = [...page.matchAll(/`((?:shared|functions|infra|test|docs)\/[^`]+)`/g)].map(([, place = '']) => place);

test('Z1 docs/adding.md names every folder in which a kind is one file', () => {
  expect(kindFolders.map(({ folder }) => `${folder}/`).filter((folder) => !places.includes(folder))).toEqual([]);
});

test('Z1 what docs/adding.md names is there', () => {
  expect(places.length).toBeGreaterThan(30);
  expect(places.filter((place) => globSync(place, { cwd: root }).length === 0)).toEqual([]);
});
