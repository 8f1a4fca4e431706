import type { BackendCommand, BackendRefused } from '#contexts/backends/domain/process.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import * as kernel from '#kernel/app/handle.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { loadBackend, storedBackends } from '#products/rehearsal/app/stored-backends.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

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
