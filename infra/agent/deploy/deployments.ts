import { append } from '#kernel/lists.ts';
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, rmdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { checkSha, openCommitStore } from './commit-store.ts';
import type { Entry } from './git-hash.ts';
import { isFolder, readCheckout } from './read-checkout.ts';
import { writeCheckout } from './write-checkout.ts';

/**
 * R14. Beside the workdir `W` lie `W.git`, the bare store of commits, and `W.deployed`, a fresh folder for each deployment; `W` itself is
 * a link to the current one. Jobs get its folder read-only, and nothing of the store.
 */
interface Places {
  link: string;
  store: string;
  folders: string;
}

function placesOf(workdir: string): Places {
  const link = resolve(workdir);
  return { link, store: `${link}.git`, folders: `${link}.deployed` };
}

/** Makes the workdir a fresh folder with exactly the files of the commit. Throws, and leaves what was there before, when it cannot. */
export async function deploy(repository: string, ref: string, sha: string, workdir: string): Promise<void> {
  const { link, store: gitDir, folders } = placesOf(workdir);
  checkSha(sha);
  mkdirSync(dirname(link), { recursive: true, mode: 0o711 });
  const store = openCommitStore(gitDir);
  await store.fetch(repository, ref, sha);
  const entries = await store.entries(sha);
  mkdirSync(folders, { recursive: true, mode: 0o711 });
  const name = `${sha}-${randomBytes(6).toString('hex')}`;
  await writeCheckout(store, entries, join(folders, name));
  const wrong = differences(join(folders, name), sha, entries);
  if (wrong !== undefined) throw new Error(wrong);
  makeWay(link);
  pointTo(link, join(basename(folders), name));
  // The lease says that nobody runs in them any more.
  for (const other of readdirSync(folders)) if (other !== name) rmSync(join(folders, other), { recursive: true, force: true });
}

/** The folder that the workdir stands for now. `ours`: something was deployed there by this program, so that it must be verified. */
export function deployedFolder(workdir: string): { folder: string; ours: boolean } {
  const { link, folders } = placesOf(workdir);
  const folder = isLink(link) ? resolve(dirname(link), readlinkSync(link)) : link;
  return { folder, ours: existsSync(folders) };
}

/** Throws unless the workdir holds the files of the commit, each by its content, and nothing else: whatever index, configuration or attribute is there. */
export async function verify(workdir: string, sha: string): Promise<void> {
  const { store, folders } = placesOf(workdir);
  const { folder } = deployedFolder(workdir);
  if (dirname(folder) !== folders || !isFolder(folder)) throw new Error(`nothing that was deployed here lies in ${workdir}`);
  const at = basename(folder).replace(/-[^-]*$/, '');
  if (at !== checkSha(sha)) throw new Error(`the workdir is at ${at}, not at ${sha}`);
  const entries = await openCommitStore(store).entries(sha);
  const wrong = differences(folder, sha, entries);
  if (wrong !== undefined) throw new Error(wrong);
}

/** In words; undefined when there are none. */
function differences(folder: string, sha: string, expected: readonly Entry[]): string | undefined {
  const submodules = new Set(expected.filter(({ mode }) => mode === '160000').map(({ path }) => path));
  const { entries, other } = readCheckout(folder, sha, submodules);
  const found = new Map(entries.map((entry) => [entry.path, entry]));
  const lines: string[] = other.map((path) => `not of the commit: ${shown(path)}`);
  for (const { path, mode, id } of expected) {
    const here = found.get(path);
    found.delete(path);
    if (mode === '160000') continue;
    if (here === undefined) lines.push(`missing: ${shown(path)}`);
    else if (here.mode !== mode) lines.push(`of another kind or mode: ${shown(path)}`);
    else if (here.id !== id) lines.push(`changed: ${shown(path)}`);
  }
  append(
    lines,
    Array.from(found.keys(), (path) => `not of the commit: ${shown(path)}`),
  );
  if (lines.length === 0) return undefined;
  return `the workdir is not ${sha}:\n${lines.slice(0, 20).join('\n')}${lines.length > 20 ? `\nand ${lines.length - 20} more` : ''}`;
}

function shown(path: string): string {
  return JSON.stringify(Buffer.from(path, 'latin1').toString('utf8')).slice(1, -1);
}

/** What an earlier version of this program left, or an empty folder, makes room; anything else is somebody's. */
function makeWay(link: string): void {
  if (!isFolder(link)) return;
  if (existsSync(join(link, '.git/refs/rehearsal')) || existsSync(join(link, '.git/rehearsal')))
    rmSync(link, { recursive: true, force: true });
  else if (readdirSync(link).length === 0) rmdirSync(link);
  else throw new Error(`${link} was not made by a deployment: move it away, or name another folder`);
}

/** At once: whoever looks sees the former deployment or this one. */
function pointTo(link: string, target: string): void {
  const draft = `${link}.${randomBytes(6).toString('hex')}`;
  symlinkSync(target, draft);
  renameSync(draft, link);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
