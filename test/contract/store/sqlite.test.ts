import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { storeContract } from './store-contract.ts';
import { collections } from '#functions/wiring/collections.ts';

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-store-'));
  const path = join(folder, 'store.db');
  const store = openSqliteStore({ collections, path });
  return {
    store,
    another: async () => openSqliteStore({ collections, path }),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
