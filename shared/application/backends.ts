import type { BackendDocument } from '#contracts/document-types.ts';
import type { BackendCommand, BackendRefused } from '#domain/backend/process.ts';
import type { BackendState } from '#domain/backend/state.ts';
import * as kernel from '#kernel/app/handle.ts';
import { kernelOf } from '#application/machine.ts';
import { loadBackend, storedBackends } from '#application/stored-backends.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

export { loadBackend };

/** Decides and writes, in the transaction it is given: backend, timeline entry, effects (Z1). Call it after the last read. */
export function changeBackend(
  system: System,
  tx: Transaction,
  document: BackendDocument,
  command: BackendCommand,
): kernel.Outcome<BackendState, BackendRefused> {
  return kernel.change(kernelOf(system), tx, storedBackends, document, command);
}
