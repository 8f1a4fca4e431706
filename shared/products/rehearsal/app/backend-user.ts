import { loadBackend } from '#contexts/backends/app/backends.ts';
import { interruptionOf } from '#contexts/backends/domain/flags.ts';
import type { BackendUser } from '#contexts/backends/ports.ts';
import { change, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Requests: a request has the backend alone, and its jobs are taken to use the database. */
function requestsOn(system: System): BackendUser {
  return {
    interrupt: (slug, id) => recallTurn(system, slug, id),
    waiting: (slug) => system.store.count({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug } }),
  };
}

/** All of the installation, this product first. */
export function backendUsers(system: System): readonly BackendUser[] {
  return [requestsOn(system), ...(system.others?.users(system) ?? [])];
}

async function recallTurn(system: System, slug: string, id: string): Promise<number> {
  return system.store.transact(async (tx) => {
    const { state } = await loadBackend(tx, slug);
    const interruption = interruptionOf(state, true);
    if (state.lease === undefined || interruption === undefined) return 0;
    const { requestId, fencing } = state.lease;
    const request = await loadRequest(tx, requestId);
    if (request === undefined) return 0;
    const by = { kind: 'system', part: 'backends' } as const;
    const { reason } = interruption;
    // A lease whose turn is over is refused: it runs nothing any more.
    const asked = { id: `${id}:${fencing}`, at: tx.now(), by, command: 'recall_turn', fencing, reason } as const;
    return change(system, tx, request, asked).outcome === 'saved' ? 1 : 0;
  });
}
