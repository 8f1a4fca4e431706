import { loadBackend } from '#contexts/backends/app/stored-backends.ts';
import type { BackendTables } from '#contexts/backends/documents.ts';
import type { System } from '#kernel/system.ts';
import { MINUTE, type Duration } from '#kernel/time.ts';

/** B1, B9: its agent was heard. Written at most once in so long on the wall, so that polling costs reads only. */
export async function noteHeard(
  { store, timeScale }: Pick<System<BackendTables>, 'store' | 'timeScale'>,
  backend: string,
  every: Duration = MINUTE,
): Promise<void> {
  await store.transact(async (tx) => {
    const known = await loadBackend(tx, backend);
    const now = tx.now();
    if (known.lastSeenAt !== undefined && now - known.lastSeenAt < every * timeScale) return;
    tx.set(
      { collection: 'backends', id: backend },
      { ...known, firstSeenAt: known.firstSeenAt ?? known.lastSeenAt ?? now, lastSeenAt: now },
    );
  });
}
