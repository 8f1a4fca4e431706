import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitFailed, runGit, type GitResult } from '#platform/embedded/run-git.ts';
import { eventually } from '#test/support/embedded.ts';

let folder: string;
let gitDir: string;
/** The helper is for processes of some size, and Jest's are. */
const keepsMuch = Buffer.alloc(128 * 1024 * 1024, 1);

/** Of test files that ran before in this process, and are let go in a while. */
let others: number[] = [];

beforeAll(async () => {
  others = helpers();
  folder = mkdtempSync(join(tmpdir(), 'git-helper-'));
  gitDir = join(folder, 'a.git');
  await runGit(['init', '--quiet', '--bare', gitDir], { gitDir });
});
afterAll(() => rmSync(folder, { recursive: true }));

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}

function helpers(): number[] {
  return readdirSync('/proc')
    .filter(
      (name) => /^\d+$/.test(name) && readProc(`${name}/cmdline`).includes('git-helper-main') && !/\) Z /.test(readProc(`${name}/stat`)),
    )
    .filter((pid) => readProc(`${pid}/stat`).split(') ')[1]?.split(' ')[1] === String(process.pid))
    .map(Number)
    .filter((pid) => !others.includes(pid));
}

const hashOf = (input: string): Promise<GitResult> => runGit(['hash-object', '--stdin'], { gitDir, input });

test('G7 twenty at once get their own answers, by one small process that starts git', async () => {
  expect(keepsMuch).toHaveLength(128 * 1024 * 1024);
  const hashes = await Promise.all(Array.from({ length: 20 }, (_, n) => hashOf(String(n % 10))));
  expect(new Set(hashes.map(({ stdout }) => stdout.trim())).size).toBe(10);
  expect(helpers()).toHaveLength(1);
});

test('G7 what cannot be started, ends badly or says too much is a failure of git, and nothing else is harmed', async () => {
  await expect(runGit(['no-such-verb'], { gitDir })).rejects.toBeInstanceOf(GitFailed);
  await expect(runGit(['status'], { gitDir, cwd: join(folder, 'gone') })).rejects.toBeInstanceOf(GitFailed);
  await expect(runGit(['help', 'a\0b'], { gitDir })).rejects.toBeInstanceOf(GitFailed);
  await expect(runGit(['help', '-a'], { gitDir, maxBytes: 10 })).rejects.toBeInstanceOf(GitFailed);
  expect((await hashOf('x')).code).toBe(0);
});

test('G7 who waits when that process dies is told so, and the next call has a new one', async () => {
  await hashOf('x');
  const [pid = 0] = helpers();
  const cut = runGit(['-c', 'alias.wait=!sleep 5', 'wait'], { gitDir });
  process.kill(pid, 'SIGKILL');
  await expect(cut).rejects.toBeInstanceOf(GitFailed);
  expect((await hashOf('y')).code).toBe(0);
  await eventually('another process', () => (helpers().some((one) => one !== pid) ? true : undefined));
});
