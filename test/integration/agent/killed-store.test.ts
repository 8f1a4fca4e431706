import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openCommitStore } from '#infra/agent/deploy/commit-store.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { runGit } from '#platform/embedded/run-git.ts';

let folder: string;
let repository: string;
let gitDir: string;
let main: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-store-'));
  [repository, gitDir] = [join(folder, 'sample.git'), join(folder, 'stores/one.git')];
  await makeSampleRepository(repository);
  main = (await runGit(['rev-parse', 'main'], { gitDir: repository })).stdout.trim();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bring = async (): Promise<number> => {
  const store = openCommitStore(gitDir);
  await store.bring(repository, 'main', main);
  return (await store.entries(main)).length;
};

function put(path: string): void {
  mkdirSync(dirname(join(gitDir, path)), { recursive: true });
  writeFileSync(join(gitDir, path), '');
}

describe('the store of commits after a reboot in the middle of git', () => {
  test.each([
    'config.lock',
    'HEAD.lock',
    'shallow.lock',
    'packed-refs.lock',
    'FETCH_HEAD.lock',
    'refs/rehearsal/brought.lock',
    'refs/rehearsal/deployed.lock',
    'refs/heads/x.lock',
    'logs/refs/rehearsal/brought.lock',
    'objects/pack/tmp_pack_x1Y2z3',
  ])('B2 R14 takes no notice of %s, and takes it away', async (lock) => {
    const files = await bring();
    expect(files).toBeGreaterThan(3);
    put(lock);
    expect(await bring()).toBe(files);
    expect(existsSync(join(gitDir, lock))).toBe(false);
  });

  test('B2 R14 takes no notice of a lock in a store that was never whole', async () => {
    put('config.lock');
    expect(await bring()).toBeGreaterThan(3);
  });

  test.each([
    ['nothing in it', (): void => rmSync(join(gitDir, 'HEAD'))],
    ['no objects', (): void => rmSync(join(gitDir, 'objects'), { recursive: true })],
    ['no refs', (): void => rmSync(join(gitDir, 'refs'), { recursive: true })],
    ['an empty config', (): void => truncateSync(join(gitDir, 'config'))],
    ['half a config', (): void => writeFileSync(join(gitDir, 'config'), '[core]\n\trepositoryformatv')],
    ['an empty HEAD', (): void => truncateSync(join(gitDir, 'HEAD'))],
  ])('B2 R14 makes a store with %s anew', async (_, spoil) => {
    const files = await bring();
    spoil();
    expect(await bring()).toBe(files);
    expect((await runGit(['rev-parse', '--is-bare-repository'], { gitDir })).stdout.trim()).toBe('true');
  });

  test('B2 what was begun beside it is taken away', async () => {
    mkdirSync(`${gitDir}.making-abcdef`, { recursive: true });
    writeFileSync(join(`${gitDir}.making-abcdef`, 'config.lock'), '');
    await bring();
    expect(readdirSync(dirname(gitDir))).toEqual(['one.git']);
  });

  test('R14 a store that stands is fetched into, not made anew', async () => {
    await bring();
    writeFileSync(join(gitDir, 'mark'), 'x');
    await bring();
    expect(existsSync(join(gitDir, 'mark'))).toBe(true);
  });
});
