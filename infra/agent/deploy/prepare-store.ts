import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runGit } from '#platform/embedded/run-git.ts';

const MAKING = '.making-';

/**
 * R14, B2. Makes the bare store where there is none, and puts right what a reboot in the middle left there. It is made elsewhere and appears whole: a store that was
 * begun and not ended is not one. The caller holds the store's lock, or the backend's lease: whatever lock of git's still lies there is of one that was killed.
 */
export async function prepareStore(gitDir: string): Promise<void> {
  mkdirSync(dirname(gitDir), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(dirname(gitDir)))
    if (name.startsWith(`${basename(gitDir)}${MAKING}`)) rmSync(join(dirname(gitDir), name), { recursive: true, force: true });
  if (!(await isStore(gitDir))) await makeStore(gitDir);
  removeLocks(gitDir);
  removeHalfPacks(join(gitDir, 'objects/pack'));
}

async function isStore(gitDir: string): Promise<boolean> {
  if (!existsSync(gitDir)) return false;
  const { code, stdout } = await runGit(['rev-parse', '--is-bare-repository'], { gitDir, expect: [0, 128] });
  return code === 0 && stdout.trim() === 'true';
}

async function makeStore(gitDir: string): Promise<void> {
  const made = mkdtempSync(`${gitDir}${MAKING}`);
  await runGit(['init', '--quiet', '--bare', '--template=', '--initial-branch=none'], { gitDir: made });
  rmSync(gitDir, { recursive: true, force: true });
  renameSync(made, gitDir);
}

/** Of the store's own files and of its refs; among its objects nothing that we ask of git takes a lock. */
function removeLocks(gitDir: string): void {
  for (const found of readdirSync(gitDir, { withFileTypes: true })) {
    const path = join(gitDir, found.name);
    if (found.name.endsWith('.lock')) rmSync(path, { recursive: true, force: true });
    else if (found.isDirectory() && found.name !== 'objects') removeLocks(path);
  }
}

/** What was fetched by halves is never used again, and would fill the disk. */
function removeHalfPacks(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('tmp_')) rmSync(join(folder, name), { recursive: true, force: true });
}
