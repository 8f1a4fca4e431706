import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGitCodeHost } from '#adapters/embedded/git-code-host.ts';
import { runGit } from '#adapters/embedded/run-git.ts';
import { testRefName } from '#domain/deployment/test-ref.ts';
import type { Change } from '#domain/intake/submission.ts';
import { CodeHostUnavailable, type CodeHost, type Head } from '#ports/code-host.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { commitTo } from './commit-to.ts';

const OWNER = { owner: 'oppia', repository: 'oppia' } as const;
const PULL: Change = { kind: 'pull_request', ...OWNER, number: 1 };

let folder: string;
let repository: string;
let host: CodeHost;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-host-'));
  repository = join(folder, 'sample.git');
  await makeSampleRepository(repository);
  host = openGitCodeHost({ repositories: { 'oppia/oppia': repository } });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function git(...args: string[]): Promise<string> {
  return (await runGit(args, { gitDir: repository })).stdout.trim();
}

async function openHead(change: Change): Promise<Exclude<Head, { state: 'missing' }>> {
  const head = await host.readHead(change);
  if (head.state === 'missing') throw new Error('the change is missing');
  return head;
}

function refOf(ref: string): Change {
  return { kind: 'ref', ...OWNER, ref };
}

describe('readHead', () => {
  test('G1 an open pull request with its head and base', async () => {
    const [headSha, baseSha] = [await git('rev-parse', 'refs/pull/1/head'), await git('rev-parse', 'main')];
    expect(await host.readHead(PULL)).toEqual({ state: 'open', headSha, baseSha, baseRef: 'main' });
  });

  test('G1 drafts, closed, merged and missing ones are told apart', async () => {
    const head = await git('rev-parse', 'refs/pull/1/head');
    await git('update-ref', 'refs/pull/1/draft', head);
    expect(await host.readHead(PULL)).toMatchObject({ state: 'draft' });
    await git('update-ref', 'refs/pull/1/closed', head);
    expect(await host.readHead(PULL)).toMatchObject({ state: 'closed' });
    await git('update-ref', 'refs/heads/main', head);
    expect(await host.readHead(PULL)).toMatchObject({ state: 'merged', headSha: head });
    expect(await host.readHead({ ...PULL, number: 99 })).toEqual({ state: 'missing' });
  });

  test('I4 a branch needs no pull request', async () => {
    const sha = await git('rev-parse', 'main');
    expect(await host.readHead(refOf('main'))).toEqual({ state: 'open', headSha: sha, baseSha: sha, baseRef: 'main' });
    expect(await host.readHead(refOf('no-such-branch'))).toEqual({ state: 'missing' });
  });

  test.each(['--upload-pack=touch x', '-h', 'main~0', 'main^{commit}', 'HEAD@{0}', 'm*n', '../heads/main', 'a b', '', 'main\0', ':/count'])(
    'X1 %j is a name of nothing, not an expression or an option',
    async (ref) => {
      expect(await host.readHead(refOf(ref))).toEqual({ state: 'missing' });
    },
  );

  test('G7 a repository that is not there is unavailable, never missing', async () => {
    const gone = openGitCodeHost({ repositories: { 'oppia/oppia': join(folder, 'gone.git'), 'oppia/broken': folder } });
    await expect(gone.readHead(PULL)).rejects.toBeInstanceOf(CodeHostUnavailable);
    await expect(gone.readHead({ ...PULL, repository: 'unknown' })).rejects.toBeInstanceOf(CodeHostUnavailable);
    await expect(gone.readHead({ ...PULL, repository: 'broken' })).rejects.toBeInstanceOf(CodeHostUnavailable);
  });
});

describe('makeTestRef', () => {
  test('D1 is the head merged onto the base, under a name of its own', async () => {
    await commitTo(repository, 'refs/heads/main', { 'NEWS.md': 'something new on main\n' });
    const { headSha, baseSha } = await openHead(PULL);
    const name = testRefName(PULL, headSha);
    const made = await host.makeTestRef({ change: PULL, headSha, name });
    expect(made).toEqual({ conflict: false, sha: await git('rev-parse', `refs/heads/${name}`) });
    expect(await git('log', '-1', '--format=%P', name)).toBe(`${baseSha} ${headSha}`);
    const files = await git('ls-tree', '-r', '--name-only', name);
    expect(files).toContain('NEWS.md');
    expect(files).toContain('jobs/exploration_stats_jobs.mjs');
  });

  test('Z2 is the same commit again, also when the base has moved on, and in another copy', async () => {
    const { headSha } = await openHead(PULL);
    const ask = { change: PULL, headSha, name: testRefName(PULL, headSha) };
    const made = await host.makeTestRef(ask);
    const copy = join(folder, 'copy.git');
    await makeSampleRepository(copy);
    expect(await openGitCodeHost({ repositories: { 'oppia/oppia': copy } }).makeTestRef(ask)).toEqual(made);
    await commitTo(repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
    expect(await host.makeTestRef(ask)).toEqual(made);
  });

  test('D1 a conflict is an answer that names the files, and makes nothing', async () => {
    await commitTo(repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n', 'ok.md': 'fine\n' });
    const { headSha } = await openHead(PULL);
    const name = testRefName(PULL, headSha);
    expect(await host.makeTestRef({ change: PULL, headSha, name })).toEqual({ conflict: true, files: ['jobs/registry.mjs'] });
    await expect(git('rev-parse', '--verify', `refs/heads/${name}`)).rejects.toThrow();
  });

  test('D1 for a branch is the commit itself', async () => {
    const change = refOf('main');
    const { headSha } = await openHead(change);
    expect(await host.makeTestRef({ change, headSha, name: testRefName(change, headSha) })).toEqual({ conflict: false, sha: headSha });
  });

  test.each(['main', 'test-../../heads/main', '--force', 'test-a b', 'test-A', `test-${'x'.repeat(21)}`])(
    'X1 refuses %j as a name',
    async (name) => {
      const { headSha } = await openHead(PULL);
      await expect(host.makeTestRef({ change: PULL, headSha, name })).rejects.toThrow('not the name of a test ref');
    },
  );

  test('X1 refuses anything but a whole commit id', async () => {
    for (const headSha of ['main', '--output=x', 'abc1234']) {
      await expect(host.makeTestRef({ change: PULL, headSha, name: 'test-pr1-abc1234' })).rejects.toThrow('not a whole commit id');
    }
  });
});

describe('reading at a commit', () => {
  test('G4 readFile gives the text at the head, and undefined for what is not a file', async () => {
    const { headSha } = await openHead(PULL);
    expect(await host.readFile(PULL, headSha, 'jobs/registry.mjs')).toContain("from './exploration_stats_jobs.mjs'");
    for (const path of ['jobs', 'jobs/', 'nothing.mjs', '../x', '/etc/passwd', '', '.', '--textconv', ':(glob)**', 'jobs/*', 'a\0b']) {
      expect(await host.readFile(PULL, headSha, path)).toBeUndefined();
    }
    await expect(host.readFile(PULL, 'f'.repeat(40), 'README.md')).rejects.toBeInstanceOf(CodeHostUnavailable);
  });

  test('G5 listChangedFiles tells what the pull request changed, not what happened on the base meanwhile', async () => {
    await commitTo(repository, 'refs/heads/main', { 'NEWS.md': 'on main\n' });
    await commitTo(repository, 'refs/pull/1/head', { 'ąę spaced name.md': 'x\n' });
    const { headSha, baseSha } = await openHead(PULL);
    expect(await host.listChangedFiles(PULL, baseSha, headSha)).toEqual([
      'jobs/exploration_stats_jobs.mjs',
      'jobs/exploration_validation_jobs.mjs',
      'jobs/registry.mjs',
      'tests/exploration_stats_jobs_test.mjs',
      'tests/exploration_validation_jobs_test.mjs',
      'ąę spaced name.md',
    ]);
    expect(await host.listChangedFiles(PULL, headSha, headSha)).toEqual([]);
  });

  test('D1 a head without a common past with the base can be merged by nobody', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    const tree = await git('write-tree');
    const lone = await git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit-tree', '-m', 'alone', tree);
    await git('update-ref', 'refs/pull/7/head', lone);
    expect(await host.makeTestRef({ change: { ...PULL, number: 7 }, headSha: lone, name: 'test-pr7-abc1234' })).toEqual({
      conflict: true,
      files: [],
    });
  });
});
