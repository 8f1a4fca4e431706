import type {
  BackendDocument,
  IntakeSwitch,
  MailDocument,
  OutboxDocument,
  RequestDocument,
  ResponsesDocument,
  SweepNote,
  TimelineDocument,
} from '#contracts/document-types.ts';
import type { ChainFault } from '#domain/request/chain.ts';
import { faultsOf } from '#application/timeline-chain.ts';
import { outlookOf, type Outlook } from '#domain/forecast/outlook.ts';
import { slotsOf, type Slot } from '#domain/forecast/slots.ts';
import type { Instant } from '#domain/time.ts';
import { newBackend } from '#domain/backend/state.ts';
import { isClosed, type RequestState, type Status } from '#domain/request/state.ts';
import { documentAsShown, timelineAsShown } from '#application/as-shown.ts';
import { listDeadLetters } from '#application/dead-letters.ts';
import { readIntakeSwitch } from '#application/intake-switch.ts';
import { readSweepNote } from '#application/sweep-note.ts';
import { readResponses } from '#application/count-answer.ts';
import { readCuts, type CutRelease } from '#application/calendar/read-report.ts';
import type { System } from '#application/system.ts';

export interface RequestView {
  document: RequestDocument;
  timeline: TimelineDocument[];
  mails: MailDocument[];
  /** Z4. What of the timeline is not as it was written; undefined when it is too long to be told here. */
  faults: ChainFault[] | undefined;
}

const MOST_ENTRIES = 500;

export async function readRequest(system: System, id: string): Promise<RequestView | undefined> {
  const document = await system.store.get({ collection: 'requests', id });
  if (document === undefined) return undefined;
  const timeline = await system.store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: MOST_ENTRIES });
  const mails = await system.store.query({ index: 'mailsInOrder', parent: id, equal: {}, limit: 500 });
  const entries = timeline.map((found) => found.document);
  const faults = entries.length < MOST_ENTRIES ? faultsOf(system, document, entries) : undefined;
  return {
    document: documentAsShown(document),
    timeline: timelineAsShown(document, entries),
    mails: mails.map((found) => found.document),
    faults,
  };
}

/** How the installation itself stands (B5, B6, I15). */
export interface Operations {
  /** Newest first, at most a hundred. */
  dead: OutboxDocument[];
  sweep: SweepNote | undefined;
  intake: IntakeSwitch | undefined;
}

export interface Board {
  requests: RequestDocument[];
  backends: BackendDocument[];
  operations: Operations;
  /** S6. Newest month first. */
  responses: ResponsesDocument[];
  /** C5. Releases that were cut last, newest first. */
  cuts: CutRelease[];
  now: Instant;
}

const OPEN: Status[] = [
  'waiting_for_confirmation',
  'waiting_for_gates',
  'in_review',
  'returned',
  'queued',
  'deploying',
  'deployment_failed',
  'running',
  'awaiting_verdict',
  'on_hold',
];
/** Most requests shown of each state, and of the decided ones. */
const SHOWN = 50;

export async function readBoard(system: System): Promise<Board> {
  const open = await Promise.all(OPEN.map((status) => system.store.query({ index: 'requestsByStatus', equal: { status }, limit: SHOWN })));
  const newest = await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit: SHOWN });
  const byId = new Map([...open.flat(), ...newest].map(({ document }) => [document.id, document]));
  const backends = await Promise.all(system.rules.backends.map(({ slug }) => readBackend(system, slug)));
  const now = await system.store.now();
  const [operations, responses, cuts] = await Promise.all([readOperations(system), readResponses(system, now), readCuts(system, now)]);
  return { requests: [...byId.values()].map(documentAsShown), backends, operations, responses, cuts, now };
}

export async function readOperations(system: System): Promise<Operations> {
  const [{ letters: dead }, sweep, intake] = await Promise.all([listDeadLetters(system), readSweepNote(system), readIntakeSwitch(system)]);
  return { dead, sweep, intake };
}

export async function readBackend(system: System, slug: string): Promise<BackendDocument> {
  return (await system.store.get({ collection: 'backends', id: slug })) ?? { slug, state: newBackend(slug) };
}

export interface QueuePosition {
  /** 1 is next. */
  position: number;
  of: number;
  estimatedStart?: Instant;
}

/** Turns looked ahead; whoever stands further back is told no time. */
const AHEAD = 500;

export interface Ahead {
  /** Undefined when it does not wait. */
  queue?: QueuePosition;
  /** C7. Undefined when it is decided, or nothing is cut. */
  outlook?: Outlook;
}

/** Q3, C7: where a request stands in the queue, and whether it will be tested before its release is cut. */
export async function readAhead(system: System, state: RequestState): Promise<Ahead> {
  if (isClosed(state)) return {};
  const [waiting, { state: backend }, now] = await Promise.all([
    system.store.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: state.backend }, limit: AHEAD }),
    readBackend(system, state.backend),
    system.store.now(),
  ]);
  const ids = waiting.map(({ document }) => document.id);
  const slots = slotsOf(backend, ids, system.rules.freezes ?? [], now);
  const outlook = outlookOf(state, backend, slots, system.rules, now);
  return { ...positionOf(state, ids, slots), ...(outlook === undefined ? {} : { outlook }) };
}

function positionOf({ id, status }: RequestState, waiting: readonly string[], slots: readonly Slot[]): Pick<Ahead, 'queue'> {
  const place = waiting.indexOf(id);
  const slot = slots.find(({ requestId }) => requestId === id);
  if (status !== 'queued' || place < 0) return {};
  return { queue: { position: place + 1, of: waiting.length, ...(slot === undefined ? {} : { estimatedStart: slot.from }) } };
}
