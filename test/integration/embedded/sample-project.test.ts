import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { runGit } from '#platform/embedded/run-git.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { sharedDataPath, testWithSharedData } from '#test/support/shared-data.ts';

const SAMPLES = resolve('infra/embedded/sample-project/base/data/explorations');
const REAL = sharedDataPath('explorations');

interface Read {
  title: string;
  stateNames: string[];
  statesSchemaVersion: number;
}

let folder: string;
let repository: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-sample-'));
  repository = join(folder, 'sample-project.git');
  await makeSampleRepository(repository);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function shaOf(ref: string, gitDir = repository): Promise<string> {
  return (await runGit(['rev-parse', '--verify', ref], { gitDir })).stdout.trim();
}

/** A plain checkout, with no packages in or above it. */
async function checkOut(ref: string): Promise<string> {
  const workTree = mkdtempSync(join(folder, 'checkout-'));
  await runGit(['checkout', '--quiet', '--force', await shaOf(ref), '--', '.'], {
    gitDir: repository,
    workTree,
    cwd: workTree,
    env: { GIT_INDEX_FILE: `${workTree}.index` },
  });
  return workTree;
}

function runJob(cwd: string, ...args: string[]): { code: number | null; stdout: string[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['run-job.mjs', ...args], { cwd, encoding: 'utf8' });
  return { code: status, stdout: stdout.split('\n').slice(0, -1), stderr };
}

describe('the sample repository', () => {
  test('E2 has the same commit ids wherever and whenever it is made', async () => {
    const again = join(folder, 'again.git');
    await Promise.allSettled([makeSampleRepository(again), makeSampleRepository(again)]);
    await makeSampleRepository(again);
    for (const ref of ['refs/heads/main', 'refs/pull/1/head', 'refs/pull/2/head']) expect(await shaOf(ref, again)).toBe(await shaOf(ref));
    expect(await shaOf('refs/pull/1/head^')).toBe(await shaOf('refs/heads/main'));
  });

  test('E1 is left alone when it is there, and what a killed process left is cleared away', async () => {
    const other = join(folder, 'other.git');
    mkdirSync(`${other}.abc.tmp`);
    writeFileSync(join(`${other}.abc.tmp`, 'half'), '');
    await makeSampleRepository(other);
    await runGit(['update-ref', 'refs/heads/mine', await shaOf('main')], { gitDir: other });
    await makeSampleRepository(other);
    expect(await shaOf('refs/heads/mine', other)).toBe(await shaOf('main'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.each(['refs/heads/main', 'refs/pull/1/head', 'refs/pull/2/head'])('G5 the tests at %s pass', async (ref) => {
    const cwd = await checkOut(ref);
    const tests = readdirSync(join(cwd, 'tests')).filter((name) => name.endsWith('_test.mjs'));
    await expect(
      promisify(execFile)(process.execPath, ['--test', ...tests.map((name) => join('tests', name))], { cwd }),
    ).resolves.toBeDefined();
  });

  test('G4 a job is there only in the pull request that adds it', async () => {
    expect(runJob(await checkOut('main'), 'exploration_stats_jobs', 'CountExplorationStatesJob')).toMatchObject({
      code: 1,
      stdout: [],
      stderr: expect.stringContaining('no module named exploration_stats_jobs'),
    });
  });

  test('E2 the jobs of the demo over the samples', async () => {
    const cwd = await checkOut('refs/pull/1/head');
    const ok = { code: 0, stderr: '' };
    expect(runJob(cwd, 'exploration_count_jobs', 'CountExplorationsJob')).toEqual({ ...ok, stdout: ['explorations: 6'] });
    expect(runJob(cwd, 'exploration_stats_jobs', 'CountExplorationStatesJob', '--parameters', '{}')).toEqual({
      ...ok,
      stdout: ['explorations: 6', 'states: 21'],
    });
    expect(runJob(cwd, 'exploration_validation_jobs', 'AuditExplorationSchemaVersionJob', '--parameters', '')).toEqual({
      ...ok,
      stdout: ['checked: 6', 'invalid: 0'],
    });
    expect(runJob(cwd, 'exploration_stats_jobs', 'CountExplorationStatesJob', '--parameters', '[1]')).toMatchObject({
      code: 1,
      stdout: [],
    });
  });

  test('R7 one job ends well, prints SUCCESS, and writes to stderr', async () => {
    const { code, stdout, stderr } = runJob(await checkOut('refs/pull/2/head'), 'exploration_title_jobs', 'FindLongTitlesJob');
    expect([code, ...stdout]).toEqual([0, 'long titles: 2', 'SUCCESS']);
    expect(stderr).toContain('WARNING: shadow_clock: the title has');
  });
});

describe('the line reader of the sample project', () => {
  const documents = [SAMPLES, ...(existsSync(REAL) ? [REAL] : [])].flatMap((from) =>
    readdirSync(from)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(from, name)),
  );

  test.each(documents.map((path) => [basename(path), path]))('reads %s as a whole YAML reader does', async (_, path) => {
    const { readExploration } = (await import(resolve('infra/embedded/sample-project/base/jobs/exploration_reader.mjs'))) as {
      readExploration: (text: string) => Read;
    };
    const text = readFileSync(path, 'utf8');
    const whole = z
      .object({ title: z.string(), states: z.record(z.string(), z.unknown()), states_schema_version: z.int() })
      .parse(parse(text));
    expect(readExploration(text)).toEqual({
      title: whole.title,
      stateNames: Object.keys(whole.states),
      statesSchemaVersion: whole.states_schema_version,
    });
  });

  testWithSharedData('E2 over the real explorations: 24, with 169 states, one at an old version', async () => {
    const cwd = await checkOut('refs/pull/1/head');
    const parameters = JSON.stringify({ explorations: REAL });
    expect(runJob(cwd, 'exploration_stats_jobs', 'CountExplorationStatesJob', '--parameters', parameters).stdout).toEqual([
      'explorations: 24',
      'states: 169',
    ]);
    expect(runJob(cwd, 'exploration_validation_jobs', 'AuditExplorationSchemaVersionJob', '--parameters', parameters).stdout).toEqual([
      'checked: 24',
      'invalid: 1',
      'code_classifier_test: states_schema_version 13 < 42',
    ]);
  });
});
