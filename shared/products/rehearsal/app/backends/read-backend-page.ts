import { tokensReaching } from '#contexts/access/app/tokens.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { findBackend } from '#contexts/backends/app/named.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import type { NamedBackend } from '#contexts/backends/domain/named.ts';
import { slotsOf, type Slot } from '#contexts/backends/domain/forecast/slots.ts';
import { room, type Holder, type Room } from '#contexts/backends/domain/slots.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { findOperations } from '#contexts/operations/app/listing/find.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import { isKnown } from '#products/rehearsal/app/operate/lists.ts';
import { backendStanding } from '#products/rehearsal/app/operate/backend-standing.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { statisticsOf } from '#products/rehearsal/app/operate/statistics.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';

/** One that waits for the backend alone, and when it is expected to have it. */
interface Queued {
  document: RequestDocument;
  expected: Slot | undefined;
}

export interface BackendPage {
  /** Undefined: only one at a time has it. */
  named: NamedBackend | undefined;
  state: BackendState;
  standing: OperationAnswer;
  statistics: OperationAnswer;
  holders: readonly Holder[];
  pools: readonly (readonly [pool: string, room: Room])[];
  queue: readonly Queued[];
  queued: number;
  /** What shares the backend and has not started. */
  pending: readonly Listing[];
  tokens: readonly string[];
  now: Instant;
}

/** Most of the queue that is shown. */
const SHOWN = 50;

/** B1, B2, B9, Q3. All that a page says of one backend; undefined where there is none. */
export async function readBackendPage(system: System, slug: string): Promise<BackendPage | undefined> {
  const { store } = system;
  const [named, { state }, { holders }, now] = await Promise.all([
    findBackend(system, slug),
    readBackend(system, slug),
    readSlots(system, slug),
    store.now(),
  ]);
  if (!(await isKnown(system, slug))) return undefined;
  const query = { index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug } } as const;
  const [standing, statistics, waiting, queued, pending, tokens] = await Promise.all([
    backendStanding(system, slug),
    statisticsOf(system, slug),
    store.query({ ...query, limit: SHOWN }),
    store.count(query),
    findOperations(listingSources(system), { backend: slug, state: 'pending' }, { limit: SHOWN, after: undefined }),
    tokensReaching(store, slug, now),
  ]);
  const ids = waiting.map(({ document }) => document.id);
  const slots = new Map(slotsOf(state, ids, system.rules.freezes ?? [], now).map((slot) => [slot.requestId, slot]));
  return {
    named,
    state,
    standing: 'done' in standing ? standing.done : {},
    statistics: 'done' in statistics ? statistics.done : {},
    holders,
    pools: [...room({ holders }, named?.sharing.pools ?? {})],
    queue: waiting.map(({ document }) => ({ document: documentAsShown(document), expected: slots.get(document.id) })),
    queued,
    pending: pending.listings,
    tokens,
    now,
  };
}
