import type { BackendDocument, RequestDocument } from '#contracts/document-types.ts';
import type { Instant } from '#domain/time.ts';
import { endLease, grantLease, newBackend } from '#domain/backend/state.ts';
import { holdsLease } from '#domain/deployment/state.ts';
import { pickNext } from '#domain/request/queue-order.ts';
import { change, loadRequest } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

export type Offered = 'granted' | 'busy' | 'nobody_waits' | 'paused';

/**
 * Gives the backend to the next that waits, if it is free (Q3): one transaction over the backend and the requests concerned.
 * The lease is over when its holder's turn has ended; nobody has to give it back, so nobody can forget to.
 */
export async function offerTurn(system: System, slug: string, commandId: string): Promise<Offered> {
  return system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'backends', id: slug });
    const document: BackendDocument = known ?? { slug, state: newBackend(slug) };
    const { lease } = document.state;
    if (lease !== undefined) {
      const holder = await loadRequest(tx, lease.requestId);
      const turn = holder?.state.turn;
      if (holdsLease(turn) && turn.backend === slug && turn.fencing === lease.fencing) return 'busy';
    }
    const next = document.state.paused === undefined ? await nextWaiting(tx, slug) : undefined;
    const free = lease === undefined ? document.state : endLease(document.state);
    if (next === undefined) {
      if (lease !== undefined) tx.set({ collection: 'backends', id: slug }, { ...document, state: free });
      return document.state.paused === undefined ? 'nobody_waits' : 'paused';
    }
    const leased = grantLease(free, next.id, tx.now());
    const granted = change(system, tx, next, {
      id: `${commandId}:${leased.fencing}`,
      at: tx.now(),
      by: { kind: 'system', part: 'queue' },
      command: 'grant_turn',
      fencing: leased.fencing,
    });
    if (granted.outcome !== 'saved') throw new Error(`request ${next.id} waits for a turn that it cannot take`);
    tx.set({ collection: 'backends', id: slug }, { ...document, state: leased });
    return 'granted';
  });
}

async function nextWaiting(tx: Transaction, slug: string): Promise<RequestDocument | undefined> {
  const [first] = await tx.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug }, limit: 1 });
  const [oldest] = await tx.query({ index: 'requestsWaitingLongest', equal: { waitsForBackend: slug }, limit: 1 });
  const picked = pickNext(candidate(first?.document), candidate(oldest?.document), tx.now());
  return picked?.document;
}

function candidate(document: RequestDocument | undefined): { id: string; queuedSince: Instant; document: RequestDocument } | undefined {
  return document === undefined ? undefined : { id: document.id, queuedSince: document.queuedSince ?? document.submittedAt, document };
}
