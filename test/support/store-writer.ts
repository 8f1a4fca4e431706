import { writeSync } from 'node:fs';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { collections } from '#functions/wiring/collections.ts';

/**
 * A process of its own that writes to a SQLite store: `store-writer.ts <file> <name> <times>`. Each transaction adds one to the common counter and
 * creates the document `<name>-<number>`, several at a time; once it is acknowledged, `<name>-<number>` is printed.
 */
const [file = '', name = 'w', times = '1'] = process.argv.slice(2);
const store = openSqliteStore({ collections, path: file });

async function writeOne(id: string): Promise<void> {
  await store.transact(async (tx) => {
    const now = await tx.get({ collection: 'quotas', id: 'counter' });
    tx.set({ collection: 'quotas', id: 'counter' }, { windowStart: 0, count: (now?.count ?? 0) + 1 });
    tx.create({ collection: 'inbox', id }, { bodyHash: id, receivedAt: 0, status: 201, answer: 'x'.repeat(500) });
  });
  writeSync(1, `${id}\n`);
}

for (let at = 0; at < Number(times); at += 4) {
  await Promise.all([0, 1, 2, 3].filter((more) => at + more < Number(times)).map((more) => writeOne(`${name}-${at + more}`)));
}
await store.close();
