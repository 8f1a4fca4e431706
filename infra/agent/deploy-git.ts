/**
 * `deploy-git <repository> <ref> <sha> <workdir>` makes the workdir a clean checkout of exactly that commit of that ref.
 * `deploy-git verify <workdir> <sha>` ends well only if the workdir still is that (D5).
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runGit, type GitResult } from '#adapters/embedded/run-git.ts';

type Git = (...args: string[]) => Promise<GitResult>;

// Never a repository found in a folder above: the workdir may well lie inside somebody's own checkout.
function gitIn(workdir: string): Git {
  return (...args) => runGit(args, { gitDir: join(workdir, '.git'), workTree: workdir });
}

function checkSha(sha: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) throw new Error(`not a whole commit id: ${JSON.stringify(sha)}`);
  return sha;
}

function fullRef(ref: string): string {
  const full = ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
  if (!/^refs\/[A-Za-z0-9._/-]+$/.test(full) || full.includes('..')) throw new Error(`not a ref: ${JSON.stringify(ref)}`);
  return full;
}

async function deploy(repository: string, ref: string, sha: string, folder: string): Promise<string> {
  if (repository === '' || repository.startsWith('-')) throw new Error(`not a repository: ${JSON.stringify(repository)}`);
  const workdir = resolve(folder);
  const git = gitIn(workdir);
  mkdirSync(workdir, { recursive: true });
  await git('init', '--quiet', '--initial-branch=none');
  // A deployment that was killed leaves its locks; the backend's lease says that nobody else is here.
  for (const lock of ['index.lock', 'HEAD.lock', 'shallow.lock', 'refs/rehearsal/deployed.lock'])
    rmSync(join(workdir, '.git', lock), { force: true });
  await git(
    'fetch',
    '--quiet',
    '--force',
    '--no-tags',
    '--no-recurse-submodules',
    '--',
    repository,
    `+${fullRef(ref)}:refs/rehearsal/deployed`,
  );
  const found = (await git('rev-parse', '--verify', 'refs/rehearsal/deployed^{commit}')).stdout.trim();
  if (found !== checkSha(sha)) throw new Error(`${ref} is at ${found}, not at ${sha}`);
  await git('checkout', '--quiet', '--force', '--detach', sha);
  await git('clean', '--quiet', '-ffdx');
  await verify(workdir, sha);
  return `deployed ${sha}`;
}

async function verify(folder: string, sha: string): Promise<string> {
  const git = gitIn(resolve(folder));
  const head = (await git('rev-parse', '--verify', 'HEAD^{commit}')).stdout.trim();
  if (head !== checkSha(sha)) throw new Error(`the workdir is at ${head}, not at ${sha}`);
  const changed = (await git('status', '--porcelain', '--untracked-files=no')).stdout;
  if (changed !== '') throw new Error(`the workdir was changed:\n${changed.slice(0, 1_000)}`);
  return `verified ${sha}`;
}

async function main(args: string[]): Promise<string> {
  const [first = '', second = '', third = '', fourth = ''] = args;
  if (first === 'verify' && args.length === 3) return verify(second, third);
  if (args.length === 4) return deploy(first, second, third, fourth);
  throw new Error('usage: deploy-git <repository> <ref> <sha> <workdir>, or: deploy-git verify <workdir> <sha>');
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
