import { z } from 'zod';
import { OutputStoreError, type OutputStore } from '#ports/output-store.ts';
import { checkedRunId, checkSaved, chunkName } from '../output-names.ts';
import { outputFolder } from './job-output.ts';
import { ObjectsUnavailable, type Objects } from './storage-objects.ts';

const chunkObject = z.array(z.string());
/** Before the name of every chunk, beside whatever else is in the bucket. */
const PREFIX = 'output/';
/** Objects read, or removed, at once. */
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
    readLines: async (runId, stream, chunks) => {
      checkedRunId(runId);
      const names = Array.from({ length: chunks }, (_, index) => PREFIX + chunkName(runId, stream, index + 1));
      return reached(async () => {
        const texts = await inGroups(names, (name) => objects.read(name));
        const lines: string[] = [];
        const missing: number[] = [];
        texts.forEach((text, index) => {
          if (text === undefined) missing.push(index + 1);
          else for (const line of chunkObject.parse(JSON.parse(text))) lines.push(line);
        });
        return { lines, missing };
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
  for (let from = 0; from < all.length; from += AT_ONCE) results.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(each))));
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
