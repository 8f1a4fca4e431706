import { beforeAll, describe, expect, test } from '@jest/globals';
import { arrows } from '#test/support/fence-arrows.ts';
import { lintHouse } from '#test/support/lint-house.ts';

/** File, its text, and what the linter must say about it; nothing: it must be accepted. */
const samples: readonly (readonly [file: string, text: string, refusal?: string])[] = [
  [
    'shared/contexts/gates/domain/ok.ts',
    "import { z } from 'zod';\nimport { HOUR } from '#contexts/gates/domain/time.ts';\nexport const at = new Date(HOUR).toISOString() + z.string().parse('');\n",
  ],
  ['shared/contexts/gates/domain/relative.ts', "export { HOUR } from './time.ts';\n"],
  ['shared/contexts/gates/domain/time.ts', 'export const HOUR = 1;\nexport type Hour = number;\n'],
  [
    'shared/contexts/gates/domain/map.ts',
    "import type { Store } from '#contexts/gates/ports/store.ts';\nexport type S = Store;\n",
    'domain may not import ports',
  ],
  ['shared/contexts/gates/domain/deep/up.ts', "import { a } from '../../app/a.ts';\nexport const b = a;\n", 'domain may not import app'],
  [
    'shared/contexts/gates/domain/type.ts',
    "export type C = import('#contexts/gates/contracts/c.ts').C;\n",
    'domain may not import contracts',
  ],
  ['shared/contexts/gates/domain/re-export.ts', "export * from '#contexts/gates/contracts/c.ts';\n", 'domain may not import contracts'],
  [
    'shared/contexts/gates/domain/node.ts',
    "import { sep } from 'node:path';\nexport const s = sep;\n",
    "domain may not use Node's own modules",
  ],
  [
    'shared/contexts/gates/domain/bare-node.ts',
    "import { sep } from 'path';\nexport const s = sep;\n",
    "domain may not use Node's own modules",
  ],
  [
    'shared/contexts/gates/domain/package.ts',
    "import { SignJWT } from 'jose';\nexport const s = SignJWT;\n",
    'domain may not import the package jose',
  ],
  ['shared/contexts/gates/domain/now.ts', 'export const at = (): number => Date.now();\n', 'time is an argument'],
  ['shared/contexts/gates/domain/new-date.ts', 'export const at = (): Date => new Date();\n', 'no clock'],
  ['shared/contexts/gates/domain/date-call.ts', 'export const at = (): string => Date();\n', 'no clock'],
  ['shared/contexts/gates/domain/random.ts', 'export const dice = (): number => Math.random();\n', 'randomness is an argument'],
  ['shared/contexts/gates/domain/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/contexts/gates/domain/promise.ts', 'export const f = (): unknown => Promise.resolve(1);\n', "Unexpected use of 'Promise'"],
  ['shared/contexts/gates/domain/environment.ts', "export const f = (): unknown => process.env['A'];\n", "Unexpected use of 'process'"],
  ['shared/kernel/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/kernel/promises/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/kernel/app/async.ts', 'export async function f(): Promise<void> {}\n'],
  ['shared/products/one/kinds/actions/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/products/one/kinds/actions/app.ts', "export { a } from '#products/one/app/a.ts';\n", 'domain may not import app'],
  [
    'shared/contexts/gates/domain/lazy.ts',
    "export const f = (): unknown => import('#contexts/gates/domain/time.ts');\n",
    'no dynamic import',
  ],
  ['shared/contexts/gates/contracts/c.ts', "import type { Hour } from '#contexts/gates/domain/time.ts';\nexport type C = Hour;\n"],
  [
    'shared/contexts/gates/contracts/up.ts',
    "import type { Store } from '#contexts/gates/ports/store.ts';\nexport type C = Store;\n",
    'contracts may not import ports',
  ],
  ['shared/contexts/gates/ports/store.ts', "import type { C } from '#contexts/gates/contracts/c.ts';\nexport type Store = C;\n"],
  [
    'shared/contexts/gates/ports/up.ts',
    "import type { A } from '#products/one/app/a.ts';\nexport type B = A;\n",
    'ports may not import app',
  ],
  [
    'shared/products/one/app/a.ts',
    "import type { Store } from '#contexts/gates/ports/store.ts';\nimport type { Settings } from '#products/one/settings.ts';\nexport type A = Store | Settings;\nexport const a = 1;\n",
  ],
  [
    'shared/products/one/app/adapter.ts',
    "import { s } from '#platform/embedded/s.ts';\nexport const a = s;\n",
    'app may not import platform',
  ],
  [
    'shared/products/one/app/relative.ts',
    "import { s } from '../../../platform/embedded/s.ts';\nexport const a = s;\n",
    'app may not import platform',
  ],
  ['shared/products/one/app/edge.ts', "import { e } from '#doors/e.ts';\nexport const a = e;\n", 'app may not import doors'],
  [
    'shared/products/one/app/settings.ts',
    "import { parse } from '#products/one/settings.ts';\nexport const a = parse;\n",
    'may take only types from settings',
  ],
  [
    'shared/products/one/app/sdk.ts',
    "import { Firestore } from '@google-cloud/firestore';\nexport const a = Firestore;\n",
    'may not import the package @google-cloud/firestore',
  ],
  [
    'shared/platform/embedded/s.ts',
    "import { sep } from 'node:path';\nimport { z } from 'zod';\nimport { SignJWT } from 'jose';\nimport type { Store } from '#contexts/gates/ports/store.ts';\nexport const s = [sep, z, SignJWT];\nexport type S = Store;\n",
  ],
  ['shared/platform/common/c.ts', 'export const c = 1;\n'],
  ['shared/platform/google/common.ts', "export { c } from '#platform/common/c.ts';\n"],
  ['shared/platform/common/up.ts', "export { s } from '../embedded/s.ts';\n", 'another family of adapters'],
  ['shared/platform/embedded/sibling.ts', "export { s } from './s.ts';\n"],
  [
    'shared/platform/embedded/two.ts',
    "import { SignJWT } from 'jose';\nimport { createTransport } from 'nodemailer';\nexport const s = [SignJWT, createTransport];\n",
    'one SDK a file; here are jose and nodemailer',
  ],
  ['shared/platform/google/family.ts', "export { s } from '#platform/embedded/s.ts';\n", 'another family of adapters'],
  ['shared/platform/google/up.ts', "import { a } from '#products/one/app/a.ts';\nexport const s = a;\n", 'platform may not import app'],
  [
    'shared/platform/google/config.ts',
    "import { config } from '#platform/config.ts';\nexport const s = config;\n",
    'platform may not import config',
  ],
  [
    'shared/doors/e.ts',
    "import type { A } from '#products/one/app/a.ts';\nimport type { C } from '#contexts/gates/contracts/c.ts';\nexport type E = A | C;\nexport const e = 1;\n",
  ],
  ['shared/doors/value.ts', "import { a } from '#products/one/app/a.ts';\nexport const b = a;\n", 'doors may take only types from app'],
  ['shared/products/one/pages/p.ts', "import type { C } from '#contexts/gates/contracts/c.ts';\nexport type P = C;\nexport const p = 1;\n"],
  ['shared/contexts/gates/domain/markup.ts', "export { it } from '#html/it.ts';\n", 'domain may not import html'],
  ['shared/contexts/gates/app/markup.ts', "export { it } from '#html/it.ts';\n", 'app may not import html'],
  ['shared/contexts/gates/settings/markup.ts', "export { it } from '#html/it.ts';\n", 'settings may not import html'],
  ['shared/html/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/html/now.ts', 'export const at = (): number => Date.now();\n', 'time is an argument'],
  ['shared/html/node.ts', "import { sep } from 'node:path';\nexport const s = sep;\n", "html may not use Node's own modules"],
  ['shared/html/package.ts', "import { z } from 'zod';\nexport const s = z;\n", 'html may not import the package zod'],
  ['functions/one/page.ts', "export { it } from '#html/it.ts';\n"],
  [
    'shared/products/one/pages/port.ts',
    "import type { Store } from '#contexts/gates/ports/store.ts';\nexport type P = Store;\n",
    'pages may not import ports',
  ],
  ['shared/products/one/settings.ts', 'export type Settings = string;\nexport const parse = 1;\n'],
  ['shared/platform/config.ts', "export const config = process.env['A'];\n"],
  ...['ports', 'stored', 'domain'].map((folder): [string, string, string] => [
    `shared/platform/embedded/of-${folder}.ts`,
    `export type { P } from '#products/one/${folder}/p.ts';\n`,
    'the platform may not import the product one',
  ]),
  ['shared/products/one/domain/ok.ts', "export { HOUR } from '#contexts/gates/domain/time.ts';\n"],
  ['shared/contexts/gates/app/handler.ts', "export { handler } from '#functions/one/handler.ts';\n", 'app may not import handler'],
  ['shared/contexts/gates/pages/other.ts', "export { e } from '#doors/e.ts';\n", 'pages may not import doors'],
  ['shared/stray.ts', "export { config } from './config.ts';\n", 'this file lies in no room'],
  [
    'functions/one/handler.ts',
    "import { a } from '#products/one/app/a.ts';\nimport { e } from '#doors/e.ts';\nimport { p } from '#products/one/pages/p.ts';\nimport type { Store } from '#contexts/gates/ports/store.ts';\nexport const handler = [a, e, p];\nexport type S = Store;\n",
  ],
  [
    'functions/one/index.ts',
    "import { s } from '#platform/embedded/s.ts';\nimport { config } from '#platform/config.ts';\nimport { handler } from './handler.ts';\nexport const wired = [s, config, handler];\n",
  ],
  [
    'functions/one/wiring.ts',
    "import { config } from '#platform/config.ts';\nimport { handler } from './handler.ts';\nexport const wiring = [config, handler];\n",
  ],
  ['functions/two/wiring.ts', "export { wiring } from '../one/wiring.ts';\n", 'a function may not import another function'],
  [
    'functions/two/handler.ts',
    "import { s } from '#platform/embedded/s.ts';\nexport const handler = s;\n",
    'handler may not import platform',
  ],
  ['functions/two/types.ts', "import type { ServerResponse } from 'node:http';\nexport type R = ServerResponse;\n"],
  ['functions/two/node.ts', "import { sep } from 'node:path';\nexport const handler = sep;\n", "handler may not use Node's own modules"],
  [
    'functions/two/dynamic.ts',
    "export const f = (): unknown => import('../../shared/platform/embedded/s.ts');\n",
    'handler may not import platform',
  ],
  [
    'functions/two/domain.ts',
    "import { HOUR } from '#contexts/gates/domain/time.ts';\nexport const handler = HOUR;\n",
    'handler may take only types from domain',
  ],
  [
    'functions/two/config.ts',
    "import { config } from '#platform/config.ts';\nexport const handler = config;\n",
    'handler may not import config',
  ],
  ['functions/two/index.ts', "export { handler } from '../one/handler.ts';\n", 'a function may not import another function'],
  ['functions/three/index.ts', "export { i } from '#infra/i.ts';\n", 'wiring may not import infra'],
  ['functions/three/environment.ts', "export const i = process.env['A'];\n", 'Only shared/platform/config.ts reads the environment'],
  ['functions/three/taken.ts', 'export const { env } = process;\n', 'Only shared/platform/config.ts reads the environment'],
  ['functions/three/default.ts', 'export default 1;\n', 'Prefer named exports'],
  [
    'infra/i.ts',
    "import { s } from '#platform/embedded/s.ts';\nimport { config } from '#platform/config.ts';\nexport const i = [s, config];\n",
  ],
];

/** Where whatever is pure lies in a room: any other may import it, were it not for the floors. A room with its folder stays as it is. */
function pureOf(room: string): string {
  return /^(?:contexts|products)\/[^/]+$/.test(room) ? `${room}/domain` : room;
}

function arrowFile(from: string, to: string): string {
  return `shared/${pureOf(from)}/to-${to.replaceAll('/', '-')}.ts`;
}

describe('the import fence', () => {
  let found: Map<string, string[]>;
  beforeAll(() => {
    const files = new Map(samples.map(([file, text]) => [file, text]));
    for (const [from, to] of arrows) {
      files.set(arrowFile(from, to), `export { it } from '#${pureOf(to)}/it.ts';\n`);
      files.set(`shared/${pureOf(to)}/it.ts`, 'export const it = 1;\n');
    }
    found = lintHouse(files);
  });

  test.each(samples.filter(([, , refusal]) => refusal === undefined).map(([file]) => file))('accepts %s', (file) => {
    expect(found.get(file) ?? []).toEqual([]);
  });

  test.each(samples.flatMap(([file, , refusal]) => (refusal === undefined ? [] : [[file, refusal] as const])))(
    'refuses %s: %s',
    (file, refusal) => {
      expect(found.get(file) ?? []).toContainEqual(expect.stringContaining(refusal));
    },
  );

  test.each(arrows.filter(([, , refusal]) => refusal === undefined))('Z1 an arrow goes down from %s to %s', (from, to) => {
    expect(found.get(arrowFile(from, to)) ?? []).toEqual([]);
  });

  test.each(arrows.flatMap(([from, to, refusal]) => (refusal === undefined ? [] : [[from, to, refusal] as const])))(
    'Z1 no arrow goes from %s to %s: %s',
    (from, to, refusal) => {
      expect(found.get(arrowFile(from, to)) ?? []).toContainEqual(expect.stringContaining(refusal));
    },
  );
});
