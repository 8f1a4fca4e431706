import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Adds a commit on `main` whose tree is what `fill` makes of an ordinary checkout. */
function commit(fill: (checkout: string) => void): string {
  const checkout = join(folder, 'checkout');
  const git = (...args: string[]): string => execFileSync('git', ['-C', checkout, ...args], { encoding: 'utf8' }).trim();
  execFileSync('git', ['clone', '--quiet', '--branch', 'main', repository, checkout]);
  fill(checkout);
  git('add', '--all', '--force', '.');
  git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '--quiet', '--no-verify', '-m', 'more');
  git('push', '--quiet', 'origin', 'main');
  return git('rev-parse', 'HEAD');
}

/** Adds a commit on `main` with exactly these entries, which no ordinary git would make. */
function commitTree(rows: string): string {
  const git = (args: string[], input = ''): string =>
    execFileSync('git', ['--git-dir', repository, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
      input,
      encoding: 'utf8',
    }).trim();
  const blob = git(['hash-object', '-w', '--stdin'], 'evil');
  const tree = git(['mktree', '--missing'], rows.replaceAll('BLOB', blob));
  const sha = git(['commit-tree', '-m', 'evil', tree]);
  git(['update-ref', 'refs/heads/main', sha]);
  return sha;
}

describe('what a commit may hold', () => {
  test('R14 every byte as committed: attributes, filters, line endings, export-ignore, idents and links change nothing', async () => {
    const names = ['plain', 'ümläut', 'new\nline', 'tab\tquote"', ' lead'];
    const sha = commit((checkout) => {
      writeFileSync(join(checkout, '.gitattributes'), '* -text\nhidden export-ignore\n*.crlf -text ident\n');
      writeFileSync(join(checkout, 'a.crlf'), 'one\r\n$Id$\r\n');
      writeFileSync(join(checkout, 'hidden'), Buffer.from([0, 255, 13, 10, 128]));
      for (const name of names) writeFileSync(join(checkout, name), name);
      writeFileSync(join(checkout, 'run.sh'), '#!/bin/sh\n');
      chmodSync(join(checkout, 'run.sh'), 0o755);
      symlinkSync('/etc/passwd', join(checkout, 'away'));
      writeFileSync(join(checkout, 'empty'), '');
    });
    const evil = commitOnTop(sha);
    expect(await deployGit(repository, 'main', evil, workdir)).toEqual({ code: 0, stdout: `deployed ${evil}\n`, stderr: '' });
    expect(readFileSync(join(workdir, 'a.crlf'), 'latin1')).toBe('one\r\n$Id$\r\n');
    expect([...readFileSync(join(workdir, 'hidden'))]).toEqual([0, 255, 13, 10, 128]);
    for (const name of names) expect(readFileSync(join(workdir, name), 'utf8')).toBe(name);
    expect(lstatSync(join(workdir, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(readlinkSync(join(workdir, 'away'))).toBe('/etc/passwd');
    expect(await deployGit('verify', workdir, evil)).toMatchObject({ code: 0 });
  });

  /** The attributes that would change what an ordinary checkout writes. */
  function commitOnTop(parent: string): string {
    const git = (args: string[], input = ''): string =>
      execFileSync('git', ['--git-dir', repository, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
        input,
        encoding: 'utf8',
      }).trim();
    const attributes = git(
      ['hash-object', '-w', '--stdin'],
      '*.crlf text eol=lf ident\nhidden export-ignore\n* filter=evil working-tree-encoding=UTF-16\n',
    );
    const rows = git(['ls-tree', '-z', parent])
      .split('\0')
      .filter((row) => row !== '' && !row.endsWith('\t.gitattributes'));
    const tree = git(['mktree', '-z'], [...rows, `100644 blob ${attributes}\t.gitattributes`].map((row) => `${row}\0`).join(''));
    const sha = git(['commit-tree', '-p', parent, '-m', 'attributes', tree]);
    git(['update-ref', 'refs/heads/main', sha]);
    return sha;
  }

  test.each([
    ['a repository in the tree', '100644 blob BLOB\t.git\n'],
    ['one in other letters', '100644 blob BLOB\t.GIT\n'],
    ['by its short name', '100644 blob BLOB\tgit~1\n'],
    ['a way out', '100644 blob BLOB\t..\n'],
    ['a name with characters that some file systems ignore', '100644 blob BLOB\t.g\u200cit\n'],
    ['two entries of one name', '120000 blob BLOB\ta\n100644 blob BLOB\ta\n'],
  ])('R14 %s is refused and nothing is deployed', async (_, rows) => {
    const sha = commitTree(rows);
    expect(await deployGit(repository, 'main', sha, workdir)).toMatchObject({ code: 1, stdout: '' });
    expect(existsSync(workdir)).toBe(false);
  });

  test('R14 a submodule is an empty folder, and stays one', async () => {
    const sha = commitTree(`160000 commit ${'a'.repeat(40)}\tvendored\n100644 blob BLOB\tfile\n`);
    expect(await deployGit(repository, 'main', sha, workdir)).toMatchObject({ code: 0 });
    expect(readdirSync(join(workdir, 'vendored'))).toEqual([]);
    writeFileSync(join(workdir, 'vendored/planted'), '');
    expect(await deployGit('verify', workdir, sha)).toMatchObject({ code: 1, stderr: expect.stringContaining('vendored/planted') });
  });
});
