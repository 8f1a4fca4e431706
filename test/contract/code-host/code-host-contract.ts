import { describe, expect, test } from '@jest/globals';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import { runGit } from '#platform/embedded/run-git.ts';
import { commitTo } from './commit-to.ts';
import { makeTestRefContract } from './test-ref-contract.ts';
import { openHead, PULL, refOf, useWorld, type OpenHost, type World } from './world.ts';

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

  test('K1 a branch has its commits of before, not those of a pull request, of nobody, or of no branch', async () => {
    const [main, head] = [await world.git('rev-parse', 'main'), await world.git('rev-parse', 'refs/pull/1/head')];
    const newest = await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
    const has = (ref: string, sha: string) => world.host.branchHas(refOf(ref), sha);
    expect(await has('main', newest)).toBe(true);
    expect(await has('main', main)).toBe(true);
    expect(await has('main', head)).toBe(false);
    expect(await has('main', 'f'.repeat(40))).toBe(false);
    expect(await has('no-such-branch', main)).toBe('no_branch');
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
