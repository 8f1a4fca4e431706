import { newStatistics, type BackendStatistics } from '#contexts/backends/domain/statistics.ts';
import type { BackendTables } from '#contexts/backends/documents.ts';
import type { BackendTransaction } from '#contexts/backends/ports.ts';
import type { Transaction } from '#kernel/store/port.ts';

/** B9. To be read before the first write of the transaction that saves what is counted. */
export async function loadStatistics(tx: Pick<Transaction<BackendTables>, 'get'>, slug: string): Promise<BackendStatistics> {
  return (await tx.get({ collection: 'backendStatistics', id: slug })) ?? newStatistics(slug);
}

/** In the transaction that saves what is counted: what came twice is counted once. */
export function saveStatistics(tx: Pick<BackendTransaction, 'set'>, statistics: BackendStatistics): void {
  tx.set({ collection: 'backendStatistics', id: statistics.slug }, statistics);
}
