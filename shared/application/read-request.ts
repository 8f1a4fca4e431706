import type {
  BackendDocument,
  IntakeSwitch,
  MailDocument,
  OutboxDocument,
  RequestDocument,
  SweepNote,
  TimelineDocument,
} from '#contracts/document-types.ts';
import { HOUR, type Instant } from '#domain/time.ts';
import { newBackend } from '#domain/backend/state.ts';
import type { RequestState, Status } from '#domain/request/state.ts';
import { listDeadLetters } from '#application/dead-letters.ts';
import { readIntakeSwitch } from '#application/intake-switch.ts';
import { readSweepNote } from '#application/sweep-note.ts';
import type { System } from '#application/system.ts';

export interface RequestView {
  document: RequestDocument;
  timeline: TimelineDocument[];
  mails: MailDocument[];
}

export async function readRequest(system: System, id: string): Promise<RequestView | undefined> {
  const document = await system.store.get({ collection: 'requests', id });
  if (document === undefined) return undefined;
  const timeline = await system.store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: 500 });
  const mails = await system.store.query({ index: 'mailsInOrder', parent: id, equal: {}, limit: 500 });
  return { document, timeline: timeline.map((found) => found.document), mails: mails.map((found) => found.document) };
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
  return { requests: [...byId.values()], backends, operations: await readOperations(system), now: await system.store.now() };
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

/** How long a turn takes when nothing better is known. */
const USUAL_TURN = HOUR;

/** Q3: where a waiting request stands. Undefined when it does not wait. */
export async function queuePosition(system: System, state: RequestState): Promise<QueuePosition | undefined> {
  if (state.status !== 'queued') return undefined;
  const waiting = await system.store.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: state.backend }, limit: 500 });
  const place = waiting.findIndex(({ document }) => document.id === state.id);
  if (place < 0) return undefined;
  const backend = await readBackend(system, state.backend);
  const ahead = place + (backend.state.lease === undefined ? 0 : 1);
  return { position: place + 1, of: waiting.length, estimatedStart: (await system.store.now()) + ahead * USUAL_TURN };
}
