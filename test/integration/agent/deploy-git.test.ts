import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runGit } from '#adapters/embedded/run-git.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';

let folder: string;
let repository: string;
let workdir: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-deploy-'));
  [repository, workdir] = [join(folder, 'sample.git'), join(folder, 'work dir')];
  await makeSampleRepository(repository);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function deployGit(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('infra/agent/deploy-git.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

async function shaOf(ref: string): Promise<string> {
  return (await runGit(['rev-parse', ref], { gitDir: repository })).stdout.trim();
}

describe('deploy-git', () => {
  test('D2 makes a clean checkout of exactly that commit, and again over whatever is there', async () => {
    const [first, second] = [await shaOf('refs/pull/1/head'), await shaOf('main')];
    expect(deployGit(repository, 'refs/pull/1/head', first, workdir)).toEqual({ code: 0, stdout: `deployed ${first}\n`, stderr: '' });
    expect(existsSync(join(workdir, 'jobs/exploration_stats_jobs.mjs'))).toBe(true);
    appendFileSync(join(workdir, 'README.md'), 'changed');
    writeFileSync(join(workdir, 'stray'), '');
    writeFileSync(join(workdir, '.git/index.lock'), '');
    expect(deployGit(repository, 'main', second, workdir)).toMatchObject({ code: 0, stdout: `deployed ${second}\n` });
    expect(existsSync(join(workdir, 'jobs/exploration_stats_jobs.mjs'))).toBe(false);
    expect(existsSync(join(workdir, 'stray'))).toBe(false);
    expect(readFileSync(join(workdir, 'README.md'), 'utf8')).not.toContain('changed');
  });

  test('D1 refuses when the ref is not at that commit', async () => {
    const { code, stdout, stderr } = deployGit(repository, 'main', await shaOf('refs/pull/1/head'), workdir);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('main is at');
  });

  test('D5 verify notices another commit, a changed file, and an empty folder', async () => {
    const [sha, other] = [await shaOf('main'), await shaOf('refs/pull/2/head')];
    expect(deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stdout: '' });
    deployGit(repository, 'main', sha, workdir);
    writeFileSync(join(workdir, 'made-by-a-job'), 'is fine');
    expect(deployGit('verify', workdir, sha)).toEqual({ code: 0, stdout: `verified ${sha}\n`, stderr: '' });
    expect(deployGit('verify', workdir, other)).toMatchObject({ code: 1, stderr: `the workdir is at ${sha}, not at ${other}\n` });
    appendFileSync(join(workdir, 'run-job.mjs'), '// mended by hand');
    expect(deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stderr: expect.stringContaining('run-job.mjs') });
  });

  test('X1 nothing given is an option or an expression', async () => {
    const sha = await shaOf('main');
    for (const args of [
      ['--upload-pack=touch hacked', 'main', sha, workdir],
      [repository, '--upload-pack=x', sha, workdir],
      [repository, 'main:refs/heads/evil', sha, workdir],
      [repository, 'main', 'main', workdir],
      [repository, 'main'],
      [],
    ]) {
      expect(deployGit(...args)).toMatchObject({ code: 1, stdout: '' });
    }
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  test('D2 inside somebody’s own checkout it touches nothing of theirs', async () => {
    const theirs = join(folder, 'theirs');
    mkdirSync(theirs);
    const sha = await shaOf('main');
    deployGit(repository, 'main', sha, theirs);
    writeFileSync(join(theirs, 'not committed'), 'precious');
    appendFileSync(join(theirs, 'README.md'), 'precious');
    expect(deployGit(repository, 'refs/pull/2/head', await shaOf('refs/pull/2/head'), join(theirs, 'data/workdir'))).toMatchObject({
      code: 0,
    });
    expect(readFileSync(join(theirs, 'README.md'), 'utf8')).toContain('precious');
    expect(existsSync(join(theirs, 'not committed'))).toBe(true);
    expect((await runGit(['rev-parse', 'HEAD'], { gitDir: join(theirs, '.git') })).stdout.trim()).toBe(sha);
  });
});
