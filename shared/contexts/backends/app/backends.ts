import { loadBackend, storedBackends } from '#contexts/backends/app/stored-backends.ts';
import type { BackendDocument, BackendTables } from '#contexts/backends/documents.ts';
import type { BackendCommand, BackendRefused } from '#contexts/backends/domain/process.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import type { BackendKernel, BackendTransaction } from '#contexts/backends/ports.ts';
import * as kernel from '#kernel/app/handle.ts';
import type { System } from '#kernel/system.ts';

export { loadBackend };

export async function readBackend({ store }: Pick<System<BackendTables>, 'store'>, slug: string): Promise<BackendDocument> {
  return loadBackend(store, slug);
}

/** Decides and writes, in the transaction it is given: backend, timeline entry, effects (Z1). Call it after the last read. */
export function changeBackend(
  given: BackendKernel,
  tx: BackendTransaction,
  document: BackendDocument,
  command: BackendCommand,
): kernel.Outcome<BackendState, BackendRefused> {
  return kernel.change(given, tx, storedBackends, document, command);
}
