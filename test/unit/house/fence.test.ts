import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../../..');
let house: string;

/** File, its text, and what the linter must say about it; nothing: it must be accepted. */
const samples: readonly (readonly [file: string, text: string, refusal?: string])[] = [
  [
    'shared/domain/ok.ts',
    "import { z } from 'zod';\nimport { HOUR } from '#domain/time.ts';\nexport const at = new Date(HOUR).toISOString() + z.string().parse('');\n",
  ],
  ['shared/domain/relative.ts', "export { HOUR } from './time.ts';\n"],
  ['shared/domain/time.ts', 'export const HOUR = 1;\nexport type Hour = number;\n'],
  ['shared/domain/map.ts', "import type { Store } from '#ports/store.ts';\nexport type S = Store;\n", 'domain may not import ports'],
  ['shared/domain/deep/up.ts', "import { a } from '../../application/a.ts';\nexport const b = a;\n", 'domain may not import application'],
  ['shared/domain/type.ts', "export type C = import('#contracts/c.ts').C;\n", 'domain may not import contracts'],
  ['shared/domain/re-export.ts', "export * from '#contracts/c.ts';\n", 'domain may not import contracts'],
  ['shared/domain/node.ts', "import { sep } from 'node:path';\nexport const s = sep;\n", "domain may not use Node's own modules"],
  ['shared/domain/bare-node.ts', "import { sep } from 'path';\nexport const s = sep;\n", "domain may not use Node's own modules"],
  ['shared/domain/package.ts', "import { SignJWT } from 'jose';\nexport const s = SignJWT;\n", 'domain may not import the package jose'],
  ['shared/domain/now.ts', 'export const at = (): number => Date.now();\n', 'time is an argument'],
  ['shared/domain/new-date.ts', 'export const at = (): Date => new Date();\n', 'no clock'],
  ['shared/domain/date-call.ts', 'export const at = (): string => Date();\n', 'no clock'],
  ['shared/domain/random.ts', 'export const dice = (): number => Math.random();\n', 'randomness is an argument'],
  ['shared/domain/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/domain/promise.ts', 'export const f = (): unknown => Promise.resolve(1);\n', "Unexpected use of 'Promise'"],
  ['shared/domain/environment.ts', "export const f = (): unknown => process.env['A'];\n", "Unexpected use of 'process'"],
  ['shared/kernel/k.ts', "import { HOUR } from '#domain/time.ts';\nexport const k = HOUR;\n", 'kernel may not import domain'],
  ['shared/kernel/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/kernel/table.ts', 'export const table = 1;\n'],
  ['shared/contexts/plans/domain/p.ts', "export { table } from '#kernel/table.ts';\n"],
  ['shared/contexts/plans/domain/async.ts', 'export async function f(): Promise<void> {}\n', 'no async functions'],
  ['shared/contexts/plans/app/p.ts', "export { table } from '#contexts/plans/domain/p.ts';\n"],
  [
    'shared/contexts/plans/app/domain.ts',
    "import { HOUR } from '#domain/time.ts';\nexport const k = HOUR;\n",
    'contexts may not import domain',
  ],
  [
    'shared/contexts/plans/app/store.ts',
    "import type { Store } from '#ports/store.ts';\nexport type S = Store;\n",
    'contexts may not import ports',
  ],
  [
    'shared/contexts/plans/app/contracts.ts',
    "import type { C } from '#contracts/c.ts';\nexport type D = C;\n",
    'contexts may not import contracts',
  ],
  ['shared/contexts/verdict/on-plan.ts', "export { table } from '#contexts/plans/domain/p.ts';\n"],
  ['shared/contexts/verdict/v.ts', 'export const v = 1;\n'],
  ['shared/contexts/plans/up.ts', "export { v } from '#contexts/verdict/v.ts';\n", 'the context plans may not import the context verdict'],
  [
    'shared/contexts/telling/aside.ts',
    "export { v } from '#contexts/verdict/v.ts';\n",
    'the context telling may not import the context verdict',
  ],
  ['shared/kernel/up.ts', "export { table } from '#contexts/plans/domain/p.ts';\n", 'kernel may not import contexts'],
  ['shared/domain/on-context.ts', "export { table } from '#contexts/plans/domain/p.ts';\n"],
  ['shared/domain/on-kernel.ts', "export { table } from '#kernel/table.ts';\n"],
  ['shared/domain/lazy.ts', "export const f = (): unknown => import('#domain/time.ts');\n", 'no dynamic import'],
  ['shared/contracts/c.ts', "import type { Hour } from '#domain/time.ts';\nexport type C = Hour;\n"],
  ['shared/contracts/up.ts', "import type { Store } from '#ports/store.ts';\nexport type C = Store;\n", 'contracts may not import ports'],
  ['shared/ports/store.ts', "import type { C } from '#contracts/c.ts';\nexport type Store = C;\n"],
  ['shared/ports/up.ts', "import type { A } from '#application/a.ts';\nexport type B = A;\n", 'ports may not import application'],
  [
    'shared/application/a.ts',
    "import type { Store } from '#ports/store.ts';\nimport type { Settings } from '#shared/settings.ts';\nexport type A = Store | Settings;\nexport const a = 1;\n",
  ],
  [
    'shared/application/adapter.ts',
    "import { s } from '#adapters/embedded/s.ts';\nexport const a = s;\n",
    'application may not import adapters',
  ],
  [
    'shared/application/relative.ts',
    "import { s } from '../adapters/embedded/s.ts';\nexport const a = s;\n",
    'application may not import adapters',
  ],
  ['shared/application/edge.ts', "import { e } from '#edge/e.ts';\nexport const a = e;\n", 'application may not import edge'],
  [
    'shared/application/settings.ts',
    "import { parse } from '#shared/settings.ts';\nexport const a = parse;\n",
    'may take only types from settings',
  ],
  [
    'shared/application/sdk.ts',
    "import { Firestore } from '@google-cloud/firestore';\nexport const a = Firestore;\n",
    'may not import the package @google-cloud/firestore',
  ],
  [
    'shared/adapters/embedded/s.ts',
    "import { sep } from 'node:path';\nimport { z } from 'zod';\nimport { SignJWT } from 'jose';\nimport type { Store } from '#ports/store.ts';\nexport const s = [sep, z, SignJWT];\nexport type S = Store;\n",
  ],
  ['shared/adapters/common/c.ts', 'export const c = 1;\n'],
  ['shared/adapters/google/common.ts', "export { c } from '#adapters/common/c.ts';\n"],
  ['shared/adapters/common/up.ts', "export { s } from '../embedded/s.ts';\n", 'another family of adapters'],
  ['shared/adapters/embedded/sibling.ts', "export { s } from './s.ts';\n"],
  [
    'shared/adapters/embedded/two.ts',
    "import { SignJWT } from 'jose';\nimport { createTransport } from 'nodemailer';\nexport const s = [SignJWT, createTransport];\n",
    'one SDK a file; here are jose and nodemailer',
  ],
  ['shared/adapters/google/family.ts', "export { s } from '#adapters/embedded/s.ts';\n", 'another family of adapters'],
  ['shared/adapters/google/up.ts', "import { a } from '#application/a.ts';\nexport const s = a;\n", 'adapters may not import application'],
  [
    'shared/adapters/google/config.ts',
    "import { config } from '#shared/config.ts';\nexport const s = config;\n",
    'adapters may not import config',
  ],
  [
    'shared/edge/e.ts',
    "import type { A } from '#application/a.ts';\nimport type { C } from '#contracts/c.ts';\nexport type E = A | C;\nexport const e = 1;\n",
  ],
  ['shared/edge/value.ts', "import { a } from '#application/a.ts';\nexport const b = a;\n", 'edge may take only types from application'],
  ['shared/pages/p.ts', "import type { C } from '#contracts/c.ts';\nexport type P = C;\nexport const p = 1;\n"],
  ['shared/pages/port.ts', "import type { Store } from '#ports/store.ts';\nexport type P = Store;\n", 'pages may not import ports'],
  ['shared/settings.ts', 'export type Settings = string;\nexport const parse = 1;\n'],
  ['shared/config.ts', "export const config = process.env['A'];\n"],
  ['shared/stray.ts', "export { config } from './config.ts';\n", 'this file lies in no room'],
  [
    'functions/one/handler.ts',
    "import { a } from '#application/a.ts';\nimport { e } from '#edge/e.ts';\nimport { p } from '#pages/p.ts';\nimport type { Store } from '#ports/store.ts';\nexport const handler = [a, e, p];\nexport type S = Store;\n",
  ],
  [
    'functions/one/index.ts',
    "import { s } from '#adapters/embedded/s.ts';\nimport { config } from '#shared/config.ts';\nimport { handler } from './handler.ts';\nexport const wired = [s, config, handler];\n",
  ],
  [
    'functions/one/wiring.ts',
    "import { config } from '#shared/config.ts';\nimport { handler } from './handler.ts';\nexport const wiring = [config, handler];\n",
  ],
  ['functions/two/wiring.ts', "export { wiring } from '../one/wiring.ts';\n", 'a function may not import another function'],
  [
    'functions/two/handler.ts',
    "import { s } from '#adapters/embedded/s.ts';\nexport const handler = s;\n",
    'handler may not import adapters',
  ],
  ['functions/two/types.ts', "import type { ServerResponse } from 'node:http';\nexport type R = ServerResponse;\n"],
  ['functions/two/node.ts', "import { sep } from 'node:path';\nexport const handler = sep;\n", "handler may not use Node's own modules"],
  [
    'functions/two/dynamic.ts',
    "export const f = (): unknown => import('../../shared/adapters/embedded/s.ts');\n",
    'handler may not import adapters',
  ],
  [
    'functions/two/domain.ts',
    "import { HOUR } from '#domain/time.ts';\nexport const handler = HOUR;\n",
    'handler may take only types from domain',
  ],
  [
    'functions/two/config.ts',
    "import { config } from '#shared/config.ts';\nexport const handler = config;\n",
    'handler may not import config',
  ],
  ['functions/two/index.ts', "export { handler } from '../one/handler.ts';\n", 'a function may not import another function'],
  ['functions/three/index.ts', "export { i } from '#infra/i.ts';\n", 'wiring may not import infra'],
  ['functions/three/environment.ts', "export const i = process.env['A'];\n", 'Only shared/config.ts reads the environment'],
  ['functions/three/taken.ts', 'export const { env } = process;\n', 'Only shared/config.ts reads the environment'],
  ['functions/three/default.ts', 'export default 1;\n', 'Prefer named exports'],
  [
    'infra/i.ts',
    "import { s } from '#adapters/embedded/s.ts';\nimport { config } from '#shared/config.ts';\nexport const i = [s, config];\n",
  ],
];

function write(file: string, text: string): void {
  const full = path.join(house, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

/** What the linter says, by file. One run over all samples: it starts a process. */
function lint(): Map<string, string[]> {
  const linter = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [linter, '--format=json', 'shared', 'functions', 'infra'], {
    cwd: house,
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{')) throw new Error(`the linter gave no report:\n${stdout}${stderr}`);
  const report = JSON.parse(stdout) as { diagnostics: { filename: string; message: string; help?: string }[] };
  const found = new Map<string, string[]>();
  for (const { filename, message, help } of report.diagnostics)
    found.set(filename, [...(found.get(filename) ?? []), `${message} ${help ?? ''}`]);
  return found;
}

describe('the import fence', () => {
  let found: Map<string, string[]>;
  beforeAll(() => {
    house = mkdtempSync(path.join(tmpdir(), 'rehearsal-fence-'));
    for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json', 'infra/tools/fence'])
      cpSync(path.join(root, file), path.join(house, file), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
    for (const [file, text] of samples) write(file, text);
    found = lint();
  });
  afterAll(() => rmSync(house, { recursive: true }));

  test.each(samples.filter(([, , refusal]) => refusal === undefined).map(([file]) => file))('accepts %s', (file) => {
    expect(found.get(file) ?? []).toEqual([]);
  });

  test.each(samples.flatMap(([file, , refusal]) => (refusal === undefined ? [] : [[file, refusal] as const])))(
    'refuses %s: %s',
    (file, refusal) => {
      expect(found.get(file) ?? []).toContainEqual(expect.stringContaining(refusal));
    },
  );
});
