import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { root, textOf } from '#test/support/sources.ts';

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], { cwd: root, encoding: 'utf8' }).split('\n');
const there = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
const pages = files.filter((file) => file.endsWith('.md'));

function foldersOf(file: string): string[] {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

function proseOf(page: string): string {
  return textOf(page).replaceAll(/```.*?```/gs, '');
}

/** As a README names what is in its room: from the root, from `shared` or from itself, or the end of the path of a file below it. */
function isThere(name: string, page: string): boolean {
  const room = path.posix.dirname(page);
  const places = [name, `shared/${name}`, path.posix.join(room, name)];
  return places.some((place) => there.has(place)) || [...there].some((place) => place.startsWith(`${room}/`) && place.endsWith(`/${name}`));
}

/** Files and folders in backquotes; what has a space or a star in it is none. A product's folder is named as each product has it. */
function namedIn(page: string): string[] {
  const names = [...proseOf(page).matchAll(/`((?:\.\.\/)*[\w-][\w./-]*)`/g)].map(([, name = '']) => name);
  return names.filter((name) => name.includes('/') || name.endsWith('.ts')).map((name) => name.replace(/\/$/, ''));
}

test('Z1 what the README of a room names is there', () => {
  const readmes = pages.filter((page) => /^(?:shared|functions)\/.*README\.md$/.test(page));
  const named = readmes.flatMap((page) => namedIn(page).map((name) => [page, name] as const));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(([page, name]) => !isThere(name, page))).toEqual([]);
});

test('Z1 what a page of the documentation links to is there', () => {
  const links = pages.flatMap((page) =>
    [...proseOf(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, link = '']) => [page, path.posix.join(path.posix.dirname(page), link)] as const,
    ),
  );
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(([, target]) => !there.has(target.replace(/\/$/, '')))).toEqual([]);
});
