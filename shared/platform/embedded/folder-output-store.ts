import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OutputStoreError, type OutputStore } from '#contexts/operations/ports/output-store.ts';
import { checkedRunId, checkSaved, chunkName } from '../output-names.ts';

const chunkFile = z.array(z.string());

/** One file per chunk: `<folder>/<run>/<stream>/000001.json`. Only the folder's owner can read it. */
export function openFolderOutputStore(folder: string): OutputStore {
  return {
    saveChunk: async (runId, stream, seq, lines) => {
      const name = chunkName(runId, stream, seq);
      const path = join(folder, name);
      const text = JSON.stringify(lines);
      const known = await readIfThere(path);
      const saved = known ?? (await createWhole(join(folder, runId, stream), path, text));
      checkSaved(saved, text, name);
    },
    readChunk: async (runId, stream, seq) => {
      const text = await readIfThere(join(folder, chunkName(runId, stream, seq)));
      return text === undefined ? undefined : chunkFile.parse(JSON.parse(text));
    },
    purge: async (runId) => {
      const run = join(folder, checkedRunId(runId));
      const condemned = join(folder, `.purged-${randomUUID()}`);
      try {
        // At one stroke, so that nobody reads half a run.
        await rename(run, condemned);
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return;
        throw unavailable(error);
      }
      await rm(condemned, { recursive: true, force: true });
    },
  };
}

/** Answers what is in the file afterwards: `text`, or what another caller put there first. */
async function createWhole(folder: string, path: string, text: string): Promise<string> {
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeSynced(temporary, text);
    // Unlike a rename, a link never replaces a file that is already there.
    await link(temporary, path);
    await unlink(temporary);
    await syncFolder(folder);
    return text;
  } catch (error) {
    await rm(temporary, { force: true });
    if (hasCode(error, 'EEXIST')) return (await readIfThere(path)) ?? '';
    throw unavailable(error);
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw unavailable(error);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

function unavailable(cause: unknown): OutputStoreError {
  return new OutputStoreError('unavailable', 'the folder of outputs cannot be used', { cause });
}
