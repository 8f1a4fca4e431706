import { closeSync, constants, lstatSync, mkdirSync, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { append } from '#kernel/lists.ts';
import { NotOnBranch, openCommitStore } from '../deploy/commit-store.ts';
import { writeCheckout } from '../deploy/write-checkout.ts';
import { copyFile } from './copy-file.ts';
import { holdLock } from './hold-lock.ts';
import { keptBy } from './keep-outputs.ts';
import { openPlace, storeOf } from './places.ts';
import { isNever, NeverHad } from './unhad.ts';

/** What the action needs is not on this backend, as it was asked for. */
class NoInputs extends NeverHad {}

/**
 * R14, K2. Makes `work` a fresh folder with the files of the commit, byte for byte, and copies of the outputs of the needed actions of the same workspace. Answers
 * the paths of all of it, bytes as latin1.
 */
export async function layOut(data: string, body: ActionTask, work: string): Promise<string[]> {
  const { study, checkout } = body;
  const asked = { ...study, ref: study.branch };
  await bring(data, asked);
  const from = checkout ?? asked;
  if (checkout !== undefined) await bring(data, checkout);
  const store = openCommitStore(storeOf(data, from.repository));
  const entries = await store.entries(from.commit);
  await writeCheckout(store, entries, work);
  const paths = entries.map(({ path }) => path);
  for (const need of body.needs) append(paths, await bringOutputs(data, body.workspace, need, work));
  return paths;
}

function bring(data: string, { repository, liesAt = repository, ref, commit }: NonNullable<ActionTask['checkout']>): Promise<void> {
  const store = storeOf(data, repository);
  return holdLock(`${store}.lock`, () => openCommitStore(store).bring(liesAt, ref, commit).catch(neverHad));
}

/** Whether the code host is away, or has no such thing for us. */
function neverHad(error: unknown): never {
  throw error instanceof Error && !(error instanceof NotOnBranch) && isNever(error.message) ? new NeverHad(error.message) : error;
}

/** Under the action's lock, so that nobody takes these outputs away meanwhile. */
function bringOutputs(data: string, workspace: string, { action, job }: ActionTask['needs'][number], work: string): Promise<string[]> {
  const place = openPlace(data, workspace, action);
  return holdLock(place.lock, () => {
    const kept = keptBy(place, job);
    if (kept === undefined) throw new NoInputs(`this backend has no outputs of ${action} by job ${job}`);
    for (const { path } of kept.manifest.files) bringOne(join(kept.folder, 'files'), path, work);
    return kept.manifest.files.map(({ path }) => path);
  });
}

function bringOne(files: string, path: string, work: string): void {
  makeFolders(work, path);
  // What an action makes goes before a file of the same name that somebody once committed.
  unlinkIfThere(at(work, path));
  const from = openSync(at(files, path), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    copyFile(from, at(work, path), path);
  } finally {
    closeSync(from);
  }
}

function unlinkIfThere(path: Buffer): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new NoInputs('a folder of the commit is in the place of an output that it is given');
  if (there !== undefined) unlinkSync(path);
}

/** A link of the commit must not lead out of the work folder: where an output belongs below one, the action does not start. */
function makeFolders(work: string, path: string): void {
  const parts = path.split('/').slice(0, -1);
  for (let count = 1; count <= parts.length; count += 1) {
    const folder = at(work, parts.slice(0, count).join('/'));
    const there = lstatSync(folder, { throwIfNoEntry: false });
    if (there === undefined) mkdirSync(folder, { mode: 0o755 });
    else if (!there.isDirectory())
      throw new NoInputs('something of the commit that is no folder is in the way of an output that it is given');
  }
}

function at(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
}
