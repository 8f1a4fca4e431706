import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendTables } from '#contexts/backends/documents.ts';
import type { System } from '#kernel/system.ts';
import { SECOND } from '#kernel/time.ts';

/** P5. The agent asked for tasks: clients of these doors read when it did, to the second. */
export async function noteHeard({ store, timeScale }: Pick<System<BackendTables>, 'store' | 'timeScale'>, backend: string): Promise<void> {
  await store.transact(async (tx) => {
    const known = await loadBackend(tx, backend);
    const now = tx.now();
    if (known.lastSeenAt !== undefined && now - known.lastSeenAt < SECOND * timeScale) return;
    tx.set({ collection: 'backends', id: backend }, { ...known, lastSeenAt: now });
  });
}
