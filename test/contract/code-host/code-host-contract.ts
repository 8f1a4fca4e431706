import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '#adapters/embedded/run-git.ts';
import { testRefName } from '#domain/deployment/test-ref.ts';
import type { Change } from '#domain/intake/submission.ts';
import { CodeHostUnavailable, type CodeHost, type Head, type TestRef } from '#ports/code-host.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { commitTo } from './commit-to.ts';

const OWNER = { owner: 'oppia', repository: 'oppia' } as const;
export const PULL = { kind: 'pull_request', ...OWNER, number: 1 } as const satisfies Change;

/** A host over the bare repository `oppia/oppia` in `folder`; `oppia/gone` and others are not there. */
export type OpenHost = (repository: string) => Promise<{ host: CodeHost; close: () => Promise<void> }>;

/** What the tests of one adapter work with; each has a repository of its own. */
export interface World {
  host: CodeHost;
  folder: string;
  /** Bare repository with `main` and the pull requests 1 and 2. */
  repository: string;
  git(...args: string[]): Promise<string>;
}

export function refOf(ref: string): Change {
  return { kind: 'ref', ...OWNER, ref };
}

export async function openHead(host: CodeHost, change: Change): Promise<Exclude<Head, { state: 'missing' }>> {
  const head = await host.readHead(change);
  if (head.state === 'missing') throw new Error('the change is missing');
  return head;
}

export async function askFor(host: CodeHost, change: Change): Promise<{ change: Change; headSha: string; name: string }> {
  const { headSha } = await openHead(host, change);
  return { change, headSha, name: testRefName(change, headSha) };
}

/** Fills the world before each test of the suite that calls it. */
export function useWorld(open: OpenHost): World {
  const world: World = {
    host: {} as CodeHost,
    folder: '',
    repository: '',
    git: async (...args) => (await runGit(args, { gitDir: world.repository })).stdout.trim(),
  };
  let template = '';
  let close = async (): Promise<void> => undefined;
  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'rehearsal-host-'));
    await makeSampleRepository(join(template, 'sample.git'));
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  beforeEach(async () => {
    world.folder = mkdtempSync(join(tmpdir(), 'rehearsal-host-'));
    world.repository = join(world.folder, 'sample.git');
    cpSync(join(template, 'sample.git'), world.repository, { recursive: true });
    ({ host: world.host, close } = await open(world.repository));
  });
  afterEach(async () => {
    await close();
    rmSync(world.folder, { recursive: true, force: true });
  });
  return world;
}

/** What every code host promises. */
export function codeHostContract(open: OpenHost): void {
  const world = useWorld(open);
  describe('readHead', () => readHeadContract(world));
  describe('makeTestRef', () => makeTestRefContract(world));
  describe('reading at a commit', () => readingContract(world));
}

function readHeadContract(world: World): void {
  test('G1 an open pull request with its head, and a commit of its base', async () => {
    await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
    const head = await openHead(world.host, PULL);
    expect(head).toMatchObject({ state: 'open', headSha: await world.git('rev-parse', 'refs/pull/1/head'), baseRef: 'main' });
    await world.git('merge-base', '--is-ancestor', head.baseSha, 'main');
  });

  test('G1 drafts, closed, merged and missing ones are told apart', async () => {
    const head = await world.git('rev-parse', 'refs/pull/1/head');
    await world.git('update-ref', 'refs/pull/1/draft', head);
    expect(await world.host.readHead(PULL)).toMatchObject({ state: 'draft' });
    await world.git('update-ref', 'refs/pull/1/closed', head);
    expect(await world.host.readHead(PULL)).toMatchObject({ state: 'closed' });
    await world.git('update-ref', 'refs/heads/main', head);
    expect(await world.host.readHead(PULL)).toMatchObject({ state: 'merged', headSha: head });
    expect(await world.host.readHead({ ...PULL, number: 99 })).toEqual({ state: 'missing' });
  });

  test('G1 a push is seen at the next look', async () => {
    await world.host.readHead(PULL);
    const pushed = await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
    expect(await openHead(world.host, PULL)).toMatchObject({ headSha: pushed });
  });

  test('I4 a branch needs no pull request', async () => {
    const sha = await world.git('rev-parse', 'main');
    expect(await world.host.readHead(refOf('main'))).toEqual({ state: 'open', headSha: sha, baseSha: sha, baseRef: 'main' });
    expect(await world.host.readHead(refOf('no-such-branch'))).toEqual({ state: 'missing' });
  });

  test('I4 a tag that is an object of its own leads to its commit', async () => {
    await world.git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'tag', '-a', '-m', 'first', 'v1', 'main');
    expect(await openHead(world.host, refOf('refs/tags/v1'))).toMatchObject({ headSha: await world.git('rev-parse', 'main') });
  });

  test('X1 what is no name is a name of nothing, not an expression, an option or another address', async () => {
    const odd = [
      '--upload-pack=touch x',
      '-h',
      'main~0',
      'main^{commit}',
      'HEAD@{0}',
      'm*n',
      '../heads/main',
      '../../pulls/1',
      'a b',
      '',
      'main\0',
      ':/count',
    ];
    for (const ref of odd) expect([ref, await world.host.readHead(refOf(ref))]).toEqual([ref, { state: 'missing' }]);
  });

  test('G7 a repository that is not there is unavailable, never missing', async () => {
    for (const change of [PULL, refOf('main')]) {
      await expect(world.host.readHead({ ...change, repository: 'gone' })).rejects.toBeInstanceOf(CodeHostUnavailable);
    }
  });
}

function makeTestRefContract(world: World): void {
  test('D1 is the head merged onto the newest base, under a name of its own', async () => {
    const base = await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'something new on main\n' });
    const ask = await askFor(world.host, PULL);
    const made = await world.host.makeTestRef(ask);
    expect(made).toEqual({ conflict: false, sha: await world.git('rev-parse', `refs/heads/${ask.name}`) });
    expect(await world.git('log', '-1', '--format=%P', ask.name)).toBe(`${base} ${ask.headSha}`);
    const files = (await world.git('ls-tree', '-r', '--name-only', ask.name)).split('\n');
    expect(files).toEqual(expect.arrayContaining(['NEWS.md', 'jobs/exploration_stats_jobs.mjs']));
  });

  test('Z2 is the same commit again, also when the base has moved on or the pull request has', async () => {
    const ask = await askFor(world.host, PULL);
    const made = await world.host.makeTestRef(ask);
    await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
    await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
    expect(await world.host.makeTestRef(ask)).toEqual(made);
  });

  test('Z2 several at once make one ref, and say the same', async () => {
    const ask = await askFor(world.host, PULL);
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => world.host.makeTestRef(ask)));
    const shas = asked.flatMap((one) => (one.status === 'fulfilled' && !one.value.conflict ? [one.value.sha] : []));
    const trouble = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    for (const { reason } of asked.filter((one): one is PromiseRejectedResult => one.status === 'rejected'))
      expect(reason).toBeInstanceOf(CodeHostUnavailable);
    expect({ trouble: trouble.length < 6, same: new Set(shas).size }).toEqual({ trouble: true, same: 1 });
    expect(await world.host.makeTestRef(ask)).toEqual({ conflict: false, sha: shas[0] });
  });

  test('D1 a conflict is an answer that names the files, and makes nothing, until the base is mended', async () => {
    const before = await world.git('rev-parse', 'main');
    await commitTo(world.repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n', 'ok.md': 'fine\n' });
    const ask = await askFor(world.host, PULL);
    expect(await world.host.makeTestRef(ask)).toEqual({ conflict: true, files: ['jobs/registry.mjs'] });
    await expect(world.git('rev-parse', '--verify', `refs/heads/${ask.name}`)).rejects.toThrow();
    await world.git('update-ref', 'refs/heads/main', before);
    expect(await world.host.makeTestRef(ask)).toMatchObject({ conflict: false });
  });

  test('D1 for a branch is the commit itself', async () => {
    const ask = await askFor(world.host, refOf('main'));
    const made: TestRef = { conflict: false, sha: ask.headSha };
    expect(await world.host.makeTestRef(ask)).toEqual(made);
    expect(await world.host.makeTestRef(ask)).toEqual(made);
  });

  test('D1 a head without a common past with the base can be merged by nobody', async () => {
    const empty = await world.git('mktree');
    const lone = await world.git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit-tree', '-m', 'alone', empty);
    await world.git('update-ref', 'refs/pull/7/head', lone);
    const ask = { change: { ...PULL, number: 7 }, headSha: lone, name: 'test-pr7-abc1234' };
    expect(await world.host.makeTestRef(ask)).toEqual({ conflict: true, files: [] });
  });

  test('G7 a head that is not there is unavailable, not a conflict', async () => {
    const ask = { change: PULL, headSha: 'f'.repeat(40), name: 'test-pr1-fffffff' };
    await expect(world.host.makeTestRef(ask)).rejects.toBeInstanceOf(CodeHostUnavailable);
  });

  test('X1 refuses what is no name of a test ref, and what is no commit', async () => {
    const { headSha } = await openHead(world.host, PULL);
    for (const name of ['main', 'test-../../heads/main', '--force', 'test-a b', 'test-A', `test-${'x'.repeat(21)}`]) {
      await expect(world.host.makeTestRef({ change: PULL, headSha, name })).rejects.toThrow('not the name of a test ref');
    }
    for (const odd of ['main', '--output=x', 'abc1234', '']) {
      await expect(world.host.makeTestRef({ change: PULL, headSha: odd, name: 'test-pr1-abc1234' })).rejects.toThrow(
        'not a whole commit id',
      );
    }
  });
}

function readingContract(world: World): void {
  test('G4 readFiles gives the texts at the commit, and nothing for what is no file', async () => {
    const { headSha } = await openHead(world.host, PULL);
    const odd = [
      'jobs',
      'jobs/',
      'nothing.mjs',
      '../x',
      '/etc/passwd',
      '',
      '.',
      '--textconv',
      ':(glob)**',
      'jobs/*',
      'a\0b',
      'a\nb',
      'jobs/../README.md',
      '../../pulls/1',
    ];
    const texts = await world.host.readFiles(PULL, headSha, ['jobs/registry.mjs', 'README.md', ...odd]);
    expect([...texts.keys()].toSorted()).toEqual(['README.md', 'jobs/registry.mjs']);
    expect(texts.get('jobs/registry.mjs')).toContain("from './exploration_stats_jobs.mjs'");
    expect(
      (await world.host.readFiles(PULL, await world.git('rev-parse', 'main'), ['jobs/registry.mjs'])).get('jobs/registry.mjs'),
    ).not.toContain('exploration_stats_jobs');
  });

  test('G4 names and texts in other alphabets come whole, empty files are files, links are none', async () => {
    const bytes = await world.git('rev-parse', 'main:README.md');
    await commitTo(world.repository, 'refs/pull/1/head', { 'ąę file.md': 'zażółć 🙂\n', 'empty.md': '' });
    await world.git('read-tree', 'refs/pull/1/head');
    await world.git('update-index', '--add', '--cacheinfo', `120000,${bytes},link.md`);
    const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.org'];
    const sha = await world.git(...who, 'commit-tree', '-p', 'refs/pull/1/head', '-m', 'link', await world.git('write-tree'));
    await world.git('update-ref', 'refs/pull/1/head', sha);
    const texts = await world.host.readFiles(PULL, sha, ['link.md', 'empty.md', 'ąę file.md', 'README.md']);
    expect(texts.get('ąę file.md')).toBe('zażółć 🙂\n');
    expect(texts.get('empty.md')).toBe('');
    expect(texts.has('link.md')).toBe(false);
    expect(texts.get('README.md')).toBe(await world.git('cat-file', 'blob', 'main:README.md').then((text) => `${text}\n`));
  });

  test('G7 a commit that is not there is unavailable, and no answer about its files', async () => {
    await expect(world.host.readFiles(PULL, 'f'.repeat(40), ['README.md'])).rejects.toBeInstanceOf(CodeHostUnavailable);
    await expect(world.host.listChangedFiles(PULL, 'f'.repeat(40), 'e'.repeat(40))).rejects.toBeInstanceOf(CodeHostUnavailable);
  });

  test('G5 listChangedFiles tells what the pull request changed, not what happened on the base meanwhile', async () => {
    await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'on main\n' });
    await commitTo(world.repository, 'refs/pull/1/head', { 'ąę spaced name.md': 'x\n' });
    const { headSha, baseSha } = await openHead(world.host, PULL);
    expect(await world.host.listChangedFiles(PULL, baseSha, headSha)).toEqual([
      'jobs/exploration_stats_jobs.mjs',
      'jobs/exploration_validation_jobs.mjs',
      'jobs/registry.mjs',
      'tests/exploration_stats_jobs_test.mjs',
      'tests/exploration_validation_jobs_test.mjs',
      'ąę spaced name.md',
    ]);
    expect(await world.host.listChangedFiles(PULL, headSha, headSha)).toEqual([]);
  });

  test('G5 a renamed file is named by both of its names', async () => {
    await world.git('read-tree', 'refs/pull/1/head');
    const blob = await world.git('rev-parse', 'main:run-job.mjs');
    const input = `100644 ${blob}\trun-jobs.mjs\n0 ${'0'.repeat(40)}\trun-job.mjs\n`;
    await runGit(['update-index', '--index-info'], { gitDir: world.repository, input });
    const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.org'];
    const sha = await world.git(...who, 'commit-tree', '-p', 'refs/pull/1/head', '-m', 'renamed', await world.git('write-tree'));
    await world.git('update-ref', 'refs/pull/1/head', sha);
    const { baseSha } = await openHead(world.host, PULL);
    expect(await world.host.listChangedFiles(PULL, baseSha, sha)).toEqual(expect.arrayContaining(['run-job.mjs', 'run-jobs.mjs']));
  });

  test('G2 G3 a branch has no labels and nobody who reviews it', async () => {
    const { headSha } = await openHead(world.host, refOf('main'));
    expect(await world.host.readChecks(refOf('main'), headSha)).not.toMatchObject({ labels: [expect.anything()] });
    expect(await world.host.readReviews(refOf('main'), headSha)).toMatchObject({ state: 'cannot_tell' });
  });
}
