import { readFile } from 'node:fs/promises';
import { openSqliteQueue } from '#platform/embedded/sqlite-queue.ts';
import { purgeExpired } from '#platform/embedded/sqlite-purge.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { recover } from '#products/rehearsal/app/sweep.ts';
import { collections } from '#functions/wiring/collections.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { embeddedAdapters } from './adapters.ts';
import { createDoorbell } from './doorbell.ts';
import type { Ground, Platform } from './platform.ts';

/** Durable on this machine's disk: killed at any moment, nothing acknowledged is lost (E1). */
export async function openEmbeddedPlatform({ config, now, url, identity, newId, log, folder }: Ground): Promise<Platform> {
  const token = (audience: string): Promise<string> => identity.token(audience);
  const doorbell = createDoorbell({ collections, url, token, newId, onFault: (why) => log('WARNING', 'doorbell not heard', { why }) });
  purgeExpired(collections, folder('store.sqlite'), now());
  const store = openSqliteStore({ collections, path: folder('store.sqlite'), now, onCommit: ({ created }) => doorbell.ring(created) });
  const queue = openSqliteQueue({
    path: folder('queue.sqlite'),
    target: (name) => `${url}/functions/${name}`,
    token,
    routes: taskRoutes,
    now,
    timeScale: config.timeScale,
    onDead: (task) => log('ERROR', 'task given up by the queue', { task: task.name }),
  });
  return {
    store,
    queue,
    adapters: embeddedAdapters,
    async begin(parts) {
      queue.start();
      return recover(parts.system);
    },
    async end() {
      await doorbell.close();
      await queue.stop();
    },
    close: () => store.close(),
    sheetLines: async () => (await readFile(folder('approvals.csv'), 'utf8').catch(() => '')).replace(/^\ufeff/, '').split('\n'),
    rows: [
      ['sheet', folder('approvals.csv')],
      ['store', `${folder('store.sqlite')}, queue ${folder('queue.sqlite')}`],
    ],
  };
}
