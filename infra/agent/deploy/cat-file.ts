import type { CommitStore } from './commit-store.ts';
import { objectId, type Entry } from './git-hash.ts';

/** Objects whose content is asked for in one call: bounds what is held in memory, as do the sizes. */
const BATCH = { objects: 500, bytes: 32 * 1024 * 1024 };

/** Hands each entry's content out in order. Throws when the content is not what its name says. */
export async function catFile(store: CommitStore, entries: readonly Entry[], take: (entry: Entry, content: Buffer) => void): Promise<void> {
  const sizes = await sizesOf(store, entries);
  for (let from = 0; from < entries.length;) {
    let to = from;
    for (let bytes = 0; to < entries.length && to - from < BATCH.objects; to += 1) {
      bytes += sizes[to] ?? 0;
      if (to > from && bytes > BATCH.bytes) break;
    }
    await handOut(store, entries.slice(from, to), take);
    from = to;
  }
}

async function sizesOf({ git }: CommitStore, entries: readonly Entry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const answered = await git(['cat-file', '--batch-check=%(objectsize)'], { input: idsOf(entries) });
  return answered.stdout.split('\n').map(Number);
}

async function handOut({ git }: CommitStore, entries: readonly Entry[], take: (entry: Entry, content: Buffer) => void): Promise<void> {
  const { stdout } = await git(['cat-file', '--batch'], { input: idsOf(entries), encoding: 'latin1', maxBytes: Infinity });
  let at = 0;
  for (const entry of entries) {
    const end = stdout.indexOf('\n', at);
    const [, size = ''] = /^[0-9a-f]+ blob (\d+)$/.exec(stdout.slice(at, end)) ?? [];
    if (size === '') throw new Error(`the store has no file ${entry.id}: ${stdout.slice(at, at + 100)}`);
    const content = Buffer.from(stdout.slice(end + 1, end + 1 + Number(size)), 'latin1');
    if (objectId('blob', content, entry.id) !== entry.id) throw new Error(`the store holds something else as ${entry.id}`);
    take(entry, content);
    at = end + 1 + Number(size) + 1;
  }
}

function idsOf(entries: readonly Entry[]): string {
  return entries.map(({ id }) => `${id}\n`).join('');
}
