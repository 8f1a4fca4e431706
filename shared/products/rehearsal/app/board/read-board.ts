import type { RequestDocument, ResponsesDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import { readForecast, type ReleaseForecast } from '#products/rehearsal/app/board/forecast.ts';
import { readCuts, type CutRelease } from '#products/rehearsal/app/calendar/read-report.ts';
import { readResponses } from '#products/rehearsal/app/count-answer.ts';
import { readOperations, type Operations } from '#products/rehearsal/app/read-request.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import type { SlotsState } from '#contexts/backends/domain/slots.ts';
import { backendUsers } from '#products/rehearsal/app/backend-user.ts';
import { projectionsAreNew } from '#products/rehearsal/app/renew-projections.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

/** W2. Of one state: how many there are, and those that stand first. */
interface BoardGroup {
  status: Status;
  count: number;
  documents: RequestDocument[];
}

interface BoardBackend extends BackendDocument {
  slots: SlotsState;
  waiting: number;
  /** Who has its lease, as far as it is known. */
  holder?: RequestDocument | undefined;
}

export interface Board {
  /** Open states, in the order in which people look for them. */
  groups: BoardGroup[];
  /** Newest first. */
  decided: RequestDocument[];
  /** How many were ever decided. */
  decidedCount: number;
  backends: BoardBackend[];
  forecast: ReleaseForecast[];
  operations: Operations;
  /** S6. Newest month first. */
  responses: ResponsesDocument[];
  /** C5. Releases that were cut last, newest first. */
  cuts: CutRelease[];
  /** W8. False: what an earlier program stored is counted, and not all of it is listed and found yet. */
  isWhole: boolean;
  now: Instant;
}

/** What people look for first comes first. */
const OPEN = Object.keys({
  awaiting_verdict: 0,
  in_review: 0,
  on_hold: 0,
  deployment_failed: 0,
  running: 0,
  deploying: 0,
  queued: 0,
  returned: 0,
  waiting_for_gates: 0,
  waiting_for_confirmation: 0,
} satisfies Record<Exclude<Status, Decided>, 0>) as Exclude<Status, Decided>[];

type Decided = (typeof decided)[number];
const decided = ['approved', 'completed', 'rejected', 'withdrawn'] as const satisfies readonly Status[];

/** Requests shown of each open state, and of the decided ones; the rest is a page further. */
const SHOWN = 10;
const SHOWN_DECIDED = 20;

/** W2: counts are the store's; of each state the first are shown. */
export async function readBoard(system: System): Promise<Board> {
  const now = await system.store.now();
  const [groups, closed, backends, operations, responses, cuts, isWhole] = await Promise.all([
    Promise.all(OPEN.map((status) => groupOf(system, status, SHOWN))),
    Promise.all(decided.map((status) => groupOf(system, status, SHOWN_DECIDED))),
    allBackends(system),
    readOperations(system),
    readResponses(system, now),
    readCuts(system, now),
    projectionsAreNew(system),
  ]);
  const forecast = await readForecast(
    system,
    backends.map(({ state }) => state),
    now,
  );
  const newest = closed.flatMap(({ documents }) => documents).toSorted((a, b) => b.updatedAt - a.updatedAt);
  return {
    groups,
    decided: newest.slice(0, SHOWN_DECIDED),
    decidedCount: closed.reduce((sum, { count }) => sum + count, 0),
    backends,
    forecast,
    operations,
    responses,
    cuts,
    isWhole,
    now,
  };
}

/** B10. Those of the settings first. */
async function allBackends(system: System): Promise<BoardBackend[]> {
  return Promise.all((await backendSlugs(system)).map((slug) => boardBackend(system, slug)));
}

async function groupOf({ store }: System, status: Status, shown: number): Promise<BoardGroup> {
  const count = await store.count({ index: 'requestsByStatus', equal: { status } });
  // I16: counted, and no more.
  if (count === 0 || status === 'waiting_for_confirmation') return { status, count, documents: [] };
  const found = await store.query({ index: 'requestsOnBoard', equal: { status }, limit: shown });
  return { status, count, documents: found.map(({ document }) => documentAsShown(document)) };
}

async function boardBackend(system: System, slug: string): Promise<BoardBackend> {
  const [backend, slots, waiting] = await Promise.all([
    readBackend(system, slug),
    readSlots(system, slug),
    Promise.all(backendUsers(system).map((user) => user.waiting(slug))),
  ]);
  const { lease } = backend.state;
  const holder = lease === undefined ? undefined : await system.store.get({ collection: 'requests', id: lease.requestId });
  return {
    ...backend,
    slots,
    waiting: waiting.reduce((sum, one) => sum + one, 0),
    holder: holder === undefined ? undefined : documentAsShown(holder),
  };
}
