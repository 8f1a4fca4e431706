import type { BackendFact } from '#contexts/backends/domain/facts.ts';
import { backendProcess, type BackendCommand, type BackendRefused, type BackendEffect } from '#contexts/backends/domain/process.ts';
import { newBackend, type BackendState } from '#contexts/backends/domain/state.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import { anyOf } from '#kernel/app/handle.ts';
import type { Stored } from '#kernel/stored.ts';
import type { Machine } from '#kernel/system.ts';
import type { BackendTransaction } from '#contexts/backends/ports.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { BackendDocument, BackendTables } from '#contexts/backends/documents.ts';

/** The types of a backend, as the kernel handles it. */
interface BackendTypes {
  State: BackendState;
  Command: BackendCommand;
  Fact: BackendFact;
  Rules: unknown;
  Effect: BackendEffect;
  Refused: BackendRefused;
  Document: BackendDocument;
  Naming: { backend: string };
}

/** Backends (B1). One that nothing has happened to is kept nowhere, and is there all the same. */
export const storedBackends: Stored<BackendTransaction, BackendTypes> = {
  process: backendProcess,
  privacy: nothingPersonal(),
  nameOf: (slug) => `backend.${slug}`,
  entryOf: (backend) => ({ backend }),
  rings: false,
  load: loadBackend,
  project({ state, known, commands }) {
    const { isAdded: _isAdded, ...kept } = known ?? unknownBackend(state.slug);
    return { ...kept, ...(state.added === undefined ? {} : { isAdded: true }), commands, state };
  },
  follows: ['slug', 'isAdded'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'backends', id }, document);
    tx.create({ collection: 'backendTimeline', parent: id, id: entryId }, entry);
  },
};

/** As the kernel finds them, in every product that has backends. */
export const backendProcesses: Machine<BackendTransaction>['processes'] = { backend: anyOf(storedBackends) };

export async function loadBackend(tx: Pick<Transaction<BackendTables>, 'get'>, slug: string): Promise<BackendDocument> {
  return (await tx.get({ collection: 'backends', id: slug })) ?? unknownBackend(slug);
}

function unknownBackend(slug: string): BackendDocument {
  return { slug, commands: [], state: newBackend(slug) };
}
