import { lstatSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { lintHouse } from '#test/support/lint-house.ts';
import { root, sourcesIn, textOf } from '#test/support/sources.ts';

const NOT_TEXT = 'what is imported must be written as plain text';
const AMBIENT = 'what is declared for everybody';
const PRODUCT = 'may not import the product one';
const OTHER_MEANS = 'may not load modules by other means';

/** Ways to get at what may not be imported, without a plain import of it; nothing: it must be accepted. */
const detours: readonly (readonly [file: string, text: string, refusal?: string])[] = [
  ['shared/products/one/domain/it.ts', 'export const it = 1;\nexport type It = number;\n'],
  ['shared/kernel/typeof.ts', "export type T = typeof import('#products/one/domain/it.ts');\n", PRODUCT],
  ['shared/kernel/member.ts', "export type T = (typeof import('../products/one/domain/it.ts'))['it'];\n", PRODUCT],
  [
    'shared/kernel/mode.ts',
    "export type T = import('#products/one/domain/it.ts', { with: { 'resolution-mode': 'import' } }).It;\n",
    PRODUCT,
  ],
  ['shared/kernel/namespace.ts', "import type * as it from '#products/one/domain/it.ts';\nexport type T = it.It;\n", PRODUCT],
  ['shared/kernel/down-and-up.ts', "export { it } from '#kernel/../products/one/domain/it.ts';\n", PRODUCT],
  ['shared/kernel/other-ending.mts', "export { it } from '#products/one/domain/it.ts';\n", PRODUCT],
  ['shared/kernel/reference.ts', '/// <reference path="../products/one/domain/it.ts" />\nexport const a = 1;\n', 'triple slash'],
  ['shared/kernel/global.ts', 'declare global {\n  interface Leak {\n    a: number;\n  }\n}\nexport const a = 1;\n', AMBIENT],
  [
    'shared/kernel/augmented.ts',
    "declare module '#products/one/domain/it.ts' {\n  interface Leak {\n    a: number;\n  }\n}\nexport const a = 1;\n",
    AMBIENT,
  ],
  ...['data', 'dist', 'coverage', 'explorations'].map(
    (folder) => [`shared/kernel/${folder}/it.ts`, "export { it } from '#products/one/domain/it.ts';\n", PRODUCT] as const,
  ),
  ['shared/products/one/app/template.ts', 'export const f = (): unknown => import(`#doors/it.ts`);\n', NOT_TEXT],
  ['shared/products/one/app/computed.ts', "const at = '#doors/it.ts';\nexport const f = (): unknown => import(at);\n", NOT_TEXT],
  ['shared/products/one/app/built-in.ts', "export const f = (): unknown => process.getBuiltinModule('node:fs');\n", "use of 'process'"],
  ['shared/products/one/app/fetch.ts', "export const f = (): unknown => fetch('http://one.example');\n", "use of 'fetch'"],
  ['shared/products/one/app/now.ts', 'export const f = (): number => Date.now();\n', 'What time it is, a port says'],
  ['shared/products/one/pages/console.ts', "export const f = (): void => console.log('');\n", "use of 'console'"],
  [
    'shared/platform/embedded/require.ts',
    "import { createRequire } from 'node:module';\nexport const f = (): unknown => createRequire(import.meta.url)('#products/one/domain/it.ts');\n",
    OTHER_MEANS,
  ],
  [
    'shared/platform/embedded/built-in.ts',
    "export const f = (): unknown => process.getBuiltinModule('node:module');\n",
    'Modules are imported',
  ],
  [
    'shared/platform/embedded/worker.ts',
    "import { Worker } from 'node:worker_threads';\nexport const f = (): unknown => new Worker(new URL('../../products/one/domain/it.ts', import.meta.url));\n",
    PRODUCT,
  ],
  ['shared/platform/embedded/resolve.ts', "export const f = (): unknown => import.meta.resolve('#products/one/domain/it.ts');\n", PRODUCT],
  ['shared/platform/embedded/url.ts', "export const f = (): unknown => new URL('/a', 'http://one.example');\n"],
];

describe('Z1 there is no way round the import fence', () => {
  let found: Map<string, string[]>;
  beforeAll(() => {
    found = lintHouse(new Map(detours.map(([file, text]) => [file, text])));
  });

  test.each(detours.map(([file, , refusal]) => ({ file, refusal })))('Z1 $file', ({ file, refusal }) => {
    expect(found.get(file) ?? []).toEqual(refusal === undefined ? [] : expect.arrayContaining([expect.stringContaining(refusal)]));
  });
});

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');
const code = files.filter((file) => /^(?:shared|functions|infra)\//.test(file) && !file.startsWith('infra/embedded/sample-project/'));
/** What a comment may not switch off. */
const STANDS = /^house\/|^import\/no-cycle$|^no-restricted-(?:globals|imports)$|exhaustiveness/;

/** Whether a comment switches off what must stand, or all: then it names nothing before its reason. */
function isSwitchedOff(text: string): boolean {
  const comments = text.matchAll(/(?:oxlint|eslint)-disable(?:-next-line|-line)?\b(.*)/g);
  return Array.from(comments, ([, rest = '']) => /^[^*]*?(?=\*\/|--|$)/.exec(rest)?.[0].trim() ?? '').some(
    (rules) => rules === '' || rules.split(/[\s,]+/).some((rule) => STANDS.test(rule)),
  );
}

describe('Z1 the import fence stands everywhere', () => {
  test('Z1 there is one configuration of the linter', () => {
    expect(files.filter((file) => /(?:^|\/)(?:\.oxlintrc|oxlint\.config)/.test(file))).toEqual(['.oxlintrc.json']);
  });

  test('Z1 code is TypeScript that is counted, not declared and not linked from elsewhere', () => {
    expect(code.filter((file) => /\.(?:[cm]?jsx?|[cm]ts|tsx)$|\.d\.ts$/.test(file))).toEqual([]);
    const linked = files.filter((file) => lstatSync(path.join(root, file), { throwIfNoEntry: false })?.isSymbolicLink());
    expect(linked.filter((file) => file !== 'node_modules')).toEqual([]);
  });

  test('Z1 no comment switches fence or compiler off', () => {
    const off = sourcesIn('shared', 'functions', 'infra').filter((file) => {
      const text = textOf(file);
      return isSwitchedOff(text) || /@ts-(?:nocheck|ignore|expect-error)/.test(text);
    });
    expect(off).toEqual([]);
  });

  test.each([
    ['// oxlint-disable-next-line house/fence -- because', true],
    ['/* oxlint-disable */', true],
    ['// eslint-disable-next-line', true],
    ['// oxlint-disable-line -- because', true],
    ['// oxlint-disable-next-line no-control-regex, house/pure', true],
    ['// oxlint-disable-next-line no-control-regex -- these are what is looked for', false],
    ['/* oxlint-disable no-control-regex -- control characters are what is looked for */', false],
  ])('Z1 a comment that switches off too much is seen: %s', (text, isSeen) => {
    expect(isSwitchedOff(text)).toBe(isSeen);
  });
});
