import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runGit } from '#platform/embedded/run-git.ts';
import { deployGitCommand } from '#infra/agent/deploy/command.ts';
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

interface Said {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** As the program, in this process: a process for each of these would cost minutes. */
async function deployGit(...args: string[]): Promise<Said> {
  try {
    return { code: 0, stdout: `${await deployGitCommand(args)}\n`, stderr: '' };
  } catch (error) {
    return { code: 1, stdout: '', stderr: `${(error as Error).message}\n` };
  }
}

function deployGitProgram(...args: string[]): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('infra/agent/deploy-git.ts'), ...args], { encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

async function shaOf(ref: string): Promise<string> {
  return (await runGit(['rev-parse', ref], { gitDir: repository })).stdout.trim();
}

describe('deploy-git', () => {
  test('D2 R14 makes a fresh folder of exactly that commit, without a repository in it, whatever was there', async () => {
    const [first, second] = [await shaOf('refs/pull/1/head'), await shaOf('main')];
    expect(await deployGit(repository, 'refs/pull/1/head', first, workdir)).toEqual({ code: 0, stdout: `deployed ${first}\n`, stderr: '' });
    expect(existsSync(join(workdir, 'jobs/exploration_stats_jobs.mjs'))).toBe(true);
    expect(readdirSync(workdir)).not.toContain('.git');
    expect(deployGitProgram('verify', workdir, first)).toEqual({ code: 0, stdout: `verified ${first}\n`, stderr: '' });
    expect(deployGitProgram('verify', workdir, second)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('the workdir is at'),
    });
    const before = realpathSync(workdir);
    appendFileSync(join(workdir, 'README.md'), 'changed');
    writeFileSync(join(workdir, 'stray'), '');
    expect(await deployGit(repository, 'main', second, workdir)).toMatchObject({ code: 0, stdout: `deployed ${second}\n` });
    expect(realpathSync(workdir)).not.toBe(before);
    expect(existsSync(before)).toBe(false);
    expect(existsSync(join(workdir, 'jobs/exploration_stats_jobs.mjs'))).toBe(false);
    expect(existsSync(join(workdir, 'stray'))).toBe(false);
    expect(readFileSync(join(workdir, 'README.md'), 'utf8')).not.toContain('changed');
  });

  test('D1 refuses when the ref is not at that commit, and leaves what was deployed', async () => {
    const sha = await shaOf('main');
    await deployGit(repository, 'main', sha, workdir);
    const { code, stdout, stderr } = await deployGit(repository, 'main', await shaOf('refs/pull/1/head'), workdir);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('main is at');
    expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 0 });
  });

  test('R14 a checkout of an earlier version makes room; a folder of somebody’s does not', async () => {
    const sha = await shaOf('main');
    mkdirSync(join(workdir, '.git/refs/rehearsal'), { recursive: true });
    expect(await deployGit(repository, 'main', sha, workdir)).toMatchObject({ code: 0 });
    const precious = join(folder, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'thesis'), 'x');
    expect(await deployGit(repository, 'main', sha, precious)).toMatchObject({ code: 1, stderr: expect.stringContaining('move it away') });
    expect(readFileSync(join(precious, 'thesis'), 'utf8')).toBe('x');
  });

  test('X1 nothing given is an option or an expression', async () => {
    const sha = await shaOf('main');
    for (const args of [
      ['--upload-pack=touch hacked', 'main', sha, workdir],
      ['ext::touch hacked', 'main', sha, workdir],
      [repository, '--upload-pack=x', sha, workdir],
      [repository, 'main:refs/heads/evil', sha, workdir],
      [repository, 'main', 'main', workdir],
      [repository, 'main'],
      [],
    ]) {
      expect(await deployGit(...args)).toMatchObject({ code: 1, stdout: '' });
    }
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  test('D2 inside somebody’s own checkout it touches nothing of theirs', async () => {
    const theirs = join(folder, 'theirs');
    execFileSync('git', ['clone', '--quiet', repository, theirs]);
    const sha = await shaOf('main');
    writeFileSync(join(theirs, 'not committed'), 'precious');
    appendFileSync(join(theirs, 'README.md'), 'precious');
    expect(await deployGit(repository, 'refs/pull/2/head', await shaOf('refs/pull/2/head'), join(theirs, 'data/workdir'))).toMatchObject({
      code: 0,
    });
    expect(readFileSync(join(theirs, 'README.md'), 'utf8')).toContain('precious');
    expect(existsSync(join(theirs, 'not committed'))).toBe(true);
    expect((await runGit(['rev-parse', 'HEAD'], { gitDir: join(theirs, '.git') })).stdout.trim()).toBe(sha);
  });
});

describe('verify', () => {
  test('D5 R14 notices whatever is not of the commit: another commit, changed, missing, added, moved, of another mode or kind', async () => {
    const [sha, other] = [await shaOf('main'), await shaOf('refs/pull/2/head')];
    expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stdout: '' });
    await deployGit(repository, 'main', sha, workdir);
    expect(await deployGit('verify', workdir, sha)).toEqual({ code: 0, stdout: `verified ${sha}\n`, stderr: '' });
    await deployGit(repository, 'refs/pull/2/head', other, workdir);
    expect(await deployGit('verify', workdir, sha)).toMatchObject({
      code: 1,
      stderr: `the workdir is at ${other}, not at ${sha}\n`,
    });
    const job = (): string => join(workdir, 'run-job.mjs');
    const tampers: [change: () => void, told: string][] = [
      [() => appendFileSync(job(), '// mended by hand'), 'changed: run-job.mjs'],
      [() => rmSync(job()), 'missing: run-job.mjs'],
      [() => writeFileSync(join(workdir, 'jobs/extra.mjs'), ''), 'not of the commit: jobs/extra.mjs'],
      [() => writeFileSync(join(workdir, '.gitignore'), '*'), 'not of the commit: .gitignore'],
      [() => mkdirSync(join(workdir, 'node_modules')), 'not of the commit: node_modules'],
      [() => mkdirSync(join(workdir, '.git')), 'not of the commit: .git'],
      [() => chmodSync(job(), 0o755), 'of another kind or mode: run-job.mjs'],
      [() => renameSync(job(), join(workdir, 'Run-Job.mjs')), 'not of the commit: Run-Job.mjs'],
      [() => (renameSync(job(), join(folder, 'same')), symlinkSync(join(folder, 'same'), job())), 'of another kind or mode: run-job.mjs'],
      [
        () => (renameSync(join(workdir, 'jobs'), join(folder, 'jobs')), symlinkSync(join(folder, 'jobs'), join(workdir, 'jobs'))),
        'not of the commit: jobs',
      ],
      [() => execFileSync('mkfifo', [join(workdir, 'pipe')]), 'not of the commit: pipe'],
    ];
    for (const [change, told] of tampers) {
      rmSync(join(folder, 'same'), { force: true });
      rmSync(join(folder, 'jobs'), { recursive: true, force: true });
      await deployGit(repository, 'main', sha, workdir);
      change();
      expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stderr: expect.stringContaining(told) });
    }
  });

  test('R14 a change of the same size and time is seen: nobody asks an index', async () => {
    const sha = await shaOf('main');
    await deployGit(repository, 'main', sha, workdir);
    const job = join(workdir, 'run-job.mjs');
    const { atime, mtime } = lstatSync(job);
    const text = readFileSync(job, 'utf8');
    writeFileSync(job, text.replace('stdout', 'stdOut'));
    utimesSync(job, atime, mtime);
    expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stderr: expect.stringContaining('changed: run-job.mjs') });
  });

  test('R14 the attack of skip-worktree and fsmonitor: a repository that a job plants is neither asked nor run', async () => {
    const sha = await shaOf('main');
    await deployGit(repository, 'main', sha, workdir);
    const witness = join(folder, 'ran');
    const git = (...args: string[]): void => void execFileSync('git', ['-C', workdir, ...args]);
    git('init', '--quiet');
    git('add', '--all');
    git('update-index', '--skip-worktree', 'run-job.mjs');
    git('config', 'core.fsmonitor', `touch '${witness}'; false`);
    writeFileSync(join(workdir, 'run-job.mjs'), "console.log('forged')");
    rmSync(witness, { force: true });
    expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stderr: expect.stringContaining('changed: run-job.mjs') });
    expect(existsSync(witness)).toBe(false);
    expect(await deployGit(repository, 'main', sha, workdir)).toMatchObject({ code: 0 });
    expect(existsSync(witness)).toBe(false);
    expect(readFileSync(join(workdir, 'run-job.mjs'), 'utf8')).not.toContain('forged');
  });

  test('R14 a store that was tampered with is not believed', async () => {
    const [sha, other] = [await shaOf('main'), await shaOf('refs/pull/1/head')];
    await deployGit(repository, 'refs/pull/1/head', other, workdir);
    await deployGit(repository, 'main', sha, workdir);
    const store = `${workdir}.git`;
    execFileSync('git', ['--git-dir', store, 'replace', '-f', sha, other]);
    expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 0 });
    const objectAt = (id: string): string => join(store, 'objects', id.slice(0, 2), id.slice(2));
    chmodSync(objectAt(sha), 0o644);
    writeFileSync(objectAt(sha), readFileSync(objectAt(other)));
    expect((await deployGit('verify', workdir, sha)).code).toBe(1);
  });

  test('R14 a workdir that points elsewhere is no deployment', async () => {
    const sha = await shaOf('main');
    await deployGit(repository, 'main', sha, workdir);
    const elsewhere = join(folder, 'elsewhere');
    execFileSync('cp', ['-a', realpathSync(workdir), elsewhere]);
    rmSync(workdir);
    symlinkSync(elsewhere, workdir);
    expect(await deployGit('verify', workdir, sha)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing that was deployed'),
    });
  });
});
