import { append } from '#kernel/lists.ts';
import { z } from 'zod';
import { OutputStoreError, type OutputStore } from '#contexts/operations/ports/output-store.ts';
import { checkedRunId, checkSaved, chunkName } from '../output-names.ts';
import { outputFolder } from './job-output.ts';
import { ObjectsUnavailable, type Objects } from './storage-objects.ts';

const chunkObject = z.array(z.string());
/** Before the name of every chunk, beside whatever else is in the bucket. */
const PREFIX = 'output/';
/** Objects removed at once. */
const AT_ONCE = 8;

/** The OutputStore port on Cloud Storage: one object per chunk, `output/<run>/<stream>/000001.json`, written once and never again. */
export function createStorageOutputStore(objects: Objects): OutputStore {
  return {
    saveChunk: async (runId, stream, seq, lines) => {
      const name = chunkName(runId, stream, seq);
      await reached(async () => {
        const text = JSON.stringify(lines);
        if ((await objects.create(PREFIX + name, text)) === 'exists') checkSaved(await objects.read(PREFIX + name), text, name);
      });
    },
    readChunk: async (runId, stream, seq) => {
      const name = PREFIX + chunkName(runId, stream, seq);
      const text = await reached(() => objects.read(name));
      return text === undefined ? undefined : chunkObject.parse(JSON.parse(text));
    },
    // What the job itself wrote goes, too. Object by object: a reader in between sees chunks that are missing, never others.
    purge: async (runId) => {
      const folders = [`${PREFIX}${checkedRunId(runId)}/`, outputFolder(runId)];
      await reached(async () => {
        for (const folder of folders) await inGroups(await objects.list(folder), ({ name }) => objects.remove(name));
      });
    },
  };
}

async function inGroups<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) append(results, await Promise.all(all.slice(from, from + AT_ONCE).map(each)));
  return results;
}

async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ObjectsUnavailable) throw new OutputStoreError('unavailable', error.message, { cause: error });
    throw error;
  }
}
