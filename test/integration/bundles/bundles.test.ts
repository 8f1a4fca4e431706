import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { bundleFunction } from '#infra/bundle/bundle-function.ts';
import { deployable } from '#infra/bundle/deployable.ts';
import { askOf } from './asks.ts';
import { firstAnswer } from './run-bundle.ts';
import { openStage } from './stage.ts';
import { strangers } from './strangers.ts';

const run = promisify(execFile);
const { names, missing } = deployable();
if (missing.length > 0) console.warn(`Not wired for the cloud, so not tested as bundles: ${missing.join(', ')}`);

// Nothing above it has a node_modules, so that a bundle finds only what it brings.
const out = await mkdtemp(path.join(tmpdir(), 'rehearsal-bundles-'));
const bundles = new Map(await Promise.all(names.map(async (name) => [name, await bundleFunction(name, out)] as const)));
const stage = await openStage();
if (typeof stage === 'string') console.warn(`The bundles are NOT started: ${stage}`);
afterAll(async () => {
  if (typeof stage !== 'string') await stage.close();
  await rm(out, { recursive: true, force: true });
});

describe.each(names)('%s', (name) => {
  const folder = path.join(out, name);

  test('is plain JavaScript that the build of Google accepts', async () => {
    await run(process.execPath, ['--check', 'index.js'], { cwd: folder });
    const { main, engines, dependencies } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect({ main, engines, dependencies }).toEqual({
      main: 'index.js',
      engines: { node: '24' },
      dependencies: { '@google-cloud/functions-framework': 'file:framework' },
    });
  });

  test('holds no SDK of another function', () => {
    expect(strangers(name, bundles.get(name)?.packages ?? new Map())).toEqual([]);
  });

  const started = typeof stage === 'string' ? test.skip : test;
  started(
    'starts in an empty folder and answers rightly',
    async () => {
      if (typeof stage === 'string') return;
      const ask = await askOf(stage, name);
      const answer = await firstAnswer({ arguments: ['framework/start.js'], folder, environment: stage.environment(name) }, ask);
      expect(await ask.judge(answer)).toBeUndefined();
    },
    60_000,
  );
});

// One that has secrets.
const first = names.find((name) => name === 'receive-request');
const withStage = typeof stage === 'string' || first === undefined ? test.skip : test;

withStage(
  "Google's build: npm installs without the network, code is kept, and the program of node_modules answers",
  async () => {
    if (typeof stage === 'string' || first === undefined) return;
    const folder = path.join(out, 'as-built');
    await cp(path.join(out, first), folder, { recursive: true });
    const npm = { cwd: folder, env: { ...process.env, npm_config_offline: 'true', npm_config_update_notifier: 'false' } };
    await run('npm', ['install', '--production', '--no-audit', '--no-fund'], npm);
    const { stdout } = await run('npm', ['run', 'gcp-build'], {
      ...npm,
      env: { ...npm.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}` },
    });
    expect(stdout).toContain('kept in index.js.cache');
    const ask = await askOf(stage, first);
    const program = { arguments: ['node_modules/.bin/functions-framework'], folder, environment: stage.environment(first) };
    expect(await ask.judge(await firstAnswer(program, ask))).toBeUndefined();
  },
  300_000,
);

withStage('a bundle without its environment does not start, and says what is missing', async () => {
  if (typeof stage === 'string' || first === undefined) return;
  const { LINK_KEYS: _keys, WEBHOOK_SECRETS: _secrets, ...environment } = stage.environment(first);
  const starting = firstAnswer(
    { arguments: ['framework/start.js'], folder: path.join(out, first), environment },
    await askOf(stage, first),
  );
  await expect(starting).rejects.toThrow(/WEBHOOK_SECRETS is missing[^]*LINK_KEYS is missing/);
});
