import type { BackendDocument, RequestDocument } from '#contracts/document-types.ts';
import type { Instant } from '#domain/time.ts';
import { endLease, grantLease, newBackend, type BackendState } from '#domain/backend/state.ts';
import { frozen, type Frozen } from '#domain/calendar/freeze.ts';
import { mayStartInside } from '#domain/request/held.ts';
import { holdsLease } from '#domain/deployment/state.ts';
import { pickNext } from '#domain/request/queue-order.ts';
import { hasBackend } from '#domain/request/rules.ts';
import { change, loadRequest } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

/** `gone`: it is not in the settings; the sweep sees to it that somebody hears of those who wait for it. */
export type Offered = 'granted' | 'busy' | 'nobody_waits' | 'paused' | 'frozen' | 'gone';

/**
 * Gives the backend to the next that waits, if it is free (Q3): one transaction over the backend and the requests concerned.
 * The lease is over when its holder's turn has ended; nobody has to give it back, so nobody can forget to.
 */
export async function offerTurn(system: System, slug: string, commandId: string): Promise<Offered> {
  if (!hasBackend(system.rules, slug)) return 'gone';
  return system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'backends', id: slug });
    const document: BackendDocument = known ?? { slug, state: newBackend(slug) };
    const { lease } = document.state;
    let endedAt: Instant | undefined;
    if (lease !== undefined) {
      const holder = await loadRequest(tx, lease.requestId);
      const turn = holder?.state.turn;
      if (turn?.state === 'ended' && turn.fencing === lease.fencing) endedAt = turn.endedAt;
      if (holdsLease(turn) && turn.backend === slug && turn.fencing === lease.fencing) return 'busy';
    }
    const free = lease === undefined ? document.state : endLease(document.state, endedAt);
    const waits = document.state.paused === undefined ? await nextWaiting(tx, slug) : undefined;
    const freeze = waits === undefined ? undefined : frozen(system.rules.freezes ?? [], slug, tx.now());
    const next = freeze === undefined || waits === undefined ? waits : await overriding(tx, slug, waits, freeze);
    if (freeze !== undefined && next === undefined && waits !== undefined) {
      await hold(system, tx, waits, freeze, commandId);
      if (lease !== undefined) tx.set({ collection: 'backends', id: slug }, { ...document, state: free });
      return 'frozen';
    }
    if (next !== undefined) {
      // One that cannot take its turn does not keep the backend from those behind it.
      const leased = grant(system, tx, free, next, commandId) ?? (await grantBehind(system, tx, free, next, commandId));
      if (leased !== undefined) {
        tx.set({ collection: 'backends', id: slug }, { ...document, state: leased });
        return 'granted';
      }
    }
    if (lease !== undefined) tx.set({ collection: 'backends', id: slug }, { ...document, state: free });
    return document.state.paused === undefined ? 'nobody_waits' : 'paused';
  });
}

/** C8: the first that somebody lets start in spite of the freeze, however many stand before it. */
async function overriding(tx: Transaction, slug: string, first: RequestDocument, freeze: Frozen): Promise<RequestDocument | undefined> {
  if (mayStartInside(first.state, freeze)) return first;
  const letThrough = await tx.query({ index: 'requestsLetThrough', equal: { letThroughOn: slug }, limit: MOST_TRIED });
  return letThrough.find(({ document }) => mayStartInside(document.state, freeze))?.document;
}

/** C8: whoever would be next is held, and so is what is essential: about those somebody may have a reason to override. */
async function hold(system: System, tx: Transaction, next: RequestDocument, { names, until }: Frozen, commandId: string): Promise<void> {
  const slug = next.state.backend;
  const waiting = await tx.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug }, limit: MOST_TRIED });
  const essential = waiting.flatMap(({ document }) => (document.state.submission.essential === true ? [document] : []));
  const by = { kind: 'system', part: 'queue' } as const;
  for (const held of [next, ...essential.filter(({ id }) => id !== next.id)])
    change(system, tx, held, { id: `${commandId}:hold:${until}`, at: tx.now(), by, command: 'hold_turn', freezes: names, until });
}

/** The backend's state with the lease; undefined, and nothing written, when the request cannot take it. */
function grant(system: System, tx: Transaction, free: BackendState, next: RequestDocument, commandId: string): BackendState | undefined {
  const leased = grantLease(free, next.id, tx.now());
  const id = `${commandId}:${leased.fencing}`;
  const by = { kind: 'system', part: 'queue' } as const;
  const granted = change(system, tx, next, { id, at: tx.now(), by, command: 'grant_turn', fencing: leased.fencing });
  if (granted.outcome === 'saved') return leased;
  const why = granted.outcome === 'refused' ? granted.refusal.message : granted.outcome;
  system.log('ERROR', 'a request waits for a turn that it cannot take', { requestId: next.id, backend: free.slug, why });
  return undefined;
}

/** How many of a queue are tried when its head cannot be helped. */
const MOST_TRIED = 20;

async function grantBehind(
  system: System,
  tx: Transaction,
  free: BackendState,
  head: RequestDocument,
  commandId: string,
): Promise<BackendState | undefined> {
  const waiting = await tx.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: free.slug }, limit: MOST_TRIED });
  for (const { document } of waiting) {
    const leased = document.id === head.id ? undefined : grant(system, tx, free, document, commandId);
    if (leased !== undefined) return leased;
  }
  return undefined;
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
