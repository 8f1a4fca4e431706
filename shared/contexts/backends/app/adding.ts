import type { AddedBackend } from '#contexts/backends/domain/added.ts';
import type { BackendRefused } from '#contexts/backends/domain/process.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import { loadSlotsOf } from '#contexts/backends/app/slots.ts';
import type { BackendKernel, BackendTransaction } from '#contexts/backends/ports.ts';

interface Changing {
  backend: string;
  operator: string;
  /** Makes the command recognisable. */
  id: string;
}

type Changed = { state: BackendState } | BackendRefused;

const by = { kind: 'system', part: 'operators' } as const;

/** B10: it is there from the moment that this is saved, and needs no restart. */
export async function addBackend(
  kernel: BackendKernel,
  { backend: slug, operator, id }: Changing,
  made: Pick<AddedBackend, 'name' | 'kind' | 'pools' | 'probes'>,
): Promise<Changed> {
  return kernel.store.transact(async (tx) => {
    const document = await loadBackend(tx, slug);
    const done = changeBackend(kernel, tx, document, { id, at: tx.now(), by, command: 'add_backend', operator, ...made });
    return done.outcome === 'refused' ? done.refused : { state: done.state };
  });
}

/** B10: only when nothing uses it; its history stays. What is above this floor looks in the same transaction whether it does. */
export async function removeBackend(
  kernel: BackendKernel,
  tx: BackendTransaction,
  { backend: slug, operator, id }: Changing,
  usedBy: () => Promise<string | undefined>,
): Promise<Changed> {
  const document = await loadBackend(tx, slug);
  const { slots } = await loadSlotsOf(tx, document.state);
  const [sharing] = slots.holders;
  const used = sharing === undefined ? await usedBy() : `${sharing.holder} has slots of it`;
  if (used !== undefined) return { refused: { code: 'in_use', message: `${slug} is in use: ${used}` } };
  const done = changeBackend(kernel, tx, document, { id, at: tx.now(), by, command: 'remove_backend', operator });
  return done.outcome === 'refused' ? done.refused : { state: done.state };
}
