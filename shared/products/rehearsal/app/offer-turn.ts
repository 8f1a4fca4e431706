import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';
import { blocking, nextFencing } from '#contexts/backends/domain/state.ts';
import { frozen, type Frozen } from '#contexts/calendar/domain/freeze.ts';
import { mayStartInside } from '#products/rehearsal/domain/held.ts';
import { pickNext } from '#products/rehearsal/domain/queue-order.ts';
import { hasBackend } from '#products/rehearsal/domain/rules.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import { awaitExclusive, endAwaiting, loadSlotsOf } from '#contexts/backends/app/slots.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { change, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

/** `yielded`: it was given back, and others come before the next request. `shared`: others have slots there, and it is kept who waits for their end. `gone`: it is not in the settings; the sweep sees to it that somebody hears of those who wait for it. */
export type Offered = 'granted' | 'busy' | 'nobody_waits' | 'paused' | 'frozen' | 'shared' | 'yielded' | 'gone';

/**
 * Gives the backend to the next that waits, if it is free (Q3): one transaction over the backend and the requests concerned.
 * The lease is over when its holder's turn has ended; nobody has to give it back, so nobody can forget to.
 */
export async function offerTurn(
  system: System,
  slug: string,
  commandId: string,
  { yields = false }: { /** Others come next, if a request has just had it. */ yields?: boolean } = {},
): Promise<Offered> {
  if (!hasBackend(system.rules, slug)) return 'gone';
  return system.store.transact(async (tx) => {
    const document = await loadBackend(tx, slug);
    const { lease } = document.state;
    const ended = await endOf(tx, document);
    if (ended === 'busy') return 'busy';
    const isBlocked = blocking(document.state).length > 0;
    const waits = isBlocked ? undefined : await nextWaiting(tx, slug);
    const open = await loadSlotsOf(tx, document.state);
    const freeze = waits === undefined ? undefined : frozen(system.rules.freezes ?? [], slug, tx.now());
    const next = freeze === undefined || waits === undefined ? waits : await overriding(tx, slug, waits, freeze);
    const offer: Offer = { document, commandId, ended };
    if (freeze !== undefined && next === undefined && waits !== undefined) {
      await hold(system, tx, waits, freeze, commandId);
      endAwaiting(tx, open);
      passOn(system, tx, offer);
      return 'frozen';
    }
    if (next !== undefined && lease !== undefined && yields) {
      passOn(system, tx, offer);
      return 'yielded';
    }
    if (next !== undefined && !awaitExclusive(tx, open)) return 'shared';
    // One that cannot take its turn does not keep the backend from those behind it.
    const taker = next && (grant(system, tx, document, next, commandId) ?? (await grantBehind(system, tx, document, next, commandId)));
    endAwaiting(tx, open);
    passOn(system, tx, offer, taker);
    return taker !== undefined ? 'granted' : isBlocked ? 'paused' : 'nobody_waits';
  });
}

/** When the turn of its holder ended, where anything is known of that. */
async function endOf(tx: Transaction, { state: { slug, lease } }: BackendDocument): Promise<'busy' | { endedAt?: Instant }> {
  if (lease === undefined) return {};
  const turn = (await loadRequest(tx, lease.requestId))?.state.turn;
  if (holdsLease(turn) && turn.backend === slug && turn.fencing === lease.fencing) return 'busy';
  return turn?.state === 'ended' && turn.fencing === lease.fencing ? { endedAt: turn.endedAt } : {};
}

/** Who has it next, and the number of the last lease that they had, wherever it was. */
interface Taker {
  to: string;
  after: number | undefined;
}

interface Offer {
  document: BackendDocument;
  commandId: string;
  ended: { endedAt?: Instant };
}

/** The backend's part of it. Nothing is written where nobody had it and nobody gets it. */
function passOn(system: System, tx: Transaction, { document, commandId, ended }: Offer, taker?: Taker): void {
  const by = { kind: 'system', part: 'queue' } as const;
  // An offer comes again after a freeze: its number is that of the state that it finds.
  const id = `${commandId}:${document.state.version}`;
  changeBackend(kernelOf(system), tx, document, {
    id,
    at: tx.now(),
    by,
    command: 'pass_on',
    ...ended,
    ...taker,
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

/** The request that has the next lease, and the number of its last; undefined, and nothing written, when it cannot take it. */
function grant(system: System, tx: Transaction, { state }: BackendDocument, next: RequestDocument, commandId: string): Taker | undefined {
  const fencing = nextFencing(state, next.state.turn?.fencing);
  const id = `${commandId}:${fencing}`;
  const by = { kind: 'system', part: 'queue' } as const;
  const granted = change(system, tx, next, { id, at: tx.now(), by, command: 'grant_turn', fencing });
  if (granted.outcome === 'saved') return { to: next.id, after: next.state.turn?.fencing };
  const why = granted.outcome === 'refused' ? granted.refusal.message : granted.outcome;
  system.log('ERROR', 'a request waits for a turn that it cannot take', { requestId: next.id, backend: state.slug, why });
  return undefined;
}

/** How many of a queue are tried when its head cannot be helped. */
const MOST_TRIED = 20;

async function grantBehind(
  system: System,
  tx: Transaction,
  backend: BackendDocument,
  head: RequestDocument,
  commandId: string,
): Promise<Taker | undefined> {
  const waiting = await tx.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: backend.slug }, limit: MOST_TRIED });
  for (const { document } of waiting) {
    const taker = document.id === head.id ? undefined : grant(system, tx, backend, document, commandId);
    if (taker !== undefined) return taker;
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
