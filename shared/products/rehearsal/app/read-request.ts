import { readBackend } from '#contexts/backends/app/backends.ts';
import { watchedAgents } from '#products/rehearsal/app/alarms/watched-agents.ts';
import type { MailDocument, RequestDocument, SweepNote, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Switched } from '#products/rehearsal/domain/intake-switch/process.ts';
import type { RecordFault } from '#kernel/check-record.ts';
import { faultsOf } from '#products/rehearsal/app/timeline-chain.ts';
import { outlookOf, type Outlook } from '#products/rehearsal/domain/forecast/outlook.ts';
import { slotsOf, type Slot } from '#contexts/backends/domain/forecast/slots.ts';
import type { Instant } from '#kernel/time.ts';
import { silenceOf, type Silence } from '#contexts/telling/domain/alarm/silence.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { documentAsShown, timelineAsShown } from '#products/rehearsal/app/as-shown.ts';
import { readRefusedMails, type RefusedMails } from '#products/rehearsal/app/alarms/refused-mails.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { listDeadLetters } from '#kernel/app/dead-letters.ts';
import { readIntakeSwitch } from '#products/rehearsal/app/intake-switch.ts';
import { readSweepNote } from '#products/rehearsal/app/sweep-note.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export interface RequestView {
  document: RequestDocument;
  timeline: TimelineDocument[];
  mails: MailDocument[];
  /** Z4. What of the timeline is not as it was written; undefined when it is too long to be told here. */
  faults: RecordFault[] | undefined;
  /** Of all that is kept of it, as it will be counted once it is proven: it names what is ours, and nothing that was typed. */
  ahead: () => Promise<Ahead>;
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
    ahead: () => readAhead(system, document.state),
  };
}

/** How the installation itself stands (B5, B6, I15). */
export interface Operations {
  /** Newest first, at most a hundred, of so many, the first of which was given up then. */
  dead: OutboxEntry[];
  deadCount: number;
  deadSince: Instant | undefined;
  /** B9. */
  silent: (Silence & { backend: string })[];
  /** N1. */
  refused: RefusedMails | undefined;
  sweep: SweepNote | undefined;
  intake: Switched | undefined;
}

export async function readOperations(system: System): Promise<Operations> {
  const now = await system.store.now();
  const dead = { equal: { state: 'dead' } } as const;
  const [{ letters }, deadCount, [first], sweep, intake, silent, refused] = await Promise.all([
    listDeadLetters(system),
    system.store.count({ index: 'outboxDead', ...dead }),
    system.store.query({ index: 'outboxDeadFirst', ...dead, limit: 1 }),
    readSweepNote(system),
    readIntakeSwitch(system),
    readSilent(system, now),
    readRefusedMails(system, now),
  ]);
  return { dead: letters, deadCount, deadSince: first?.document.finishedAt, silent, refused, sweep, intake };
}

/** B9: whose agent is silent now, whether or not that was told yet. */
export async function readSilent(system: System, now: Instant): Promise<Operations['silent']> {
  const { silentAfter } = system.rules;
  if (silentAfter === undefined) return [];
  const found = await Promise.all(
    (await watchedAgents(system)).map(async (agent) => {
      const seen = await agent.seen();
      const waited =
        seen.lastSeenAt === undefined ? await system.store.get({ collection: 'alarms', id: `agent:${agent.slug}` }) : undefined;
      const silence = silenceOf(agent, seen, silentAfter, now, waited?.since);
      return silence === undefined ? [] : [{ backend: agent.slug, ...silence }];
    }),
  );
  return found.flat();
}

interface QueuePosition {
  /** 1 is next. */
  position: number;
  of: number;
  estimatedStart?: Instant;
}

/** Turns looked ahead; whoever stands further back is told their place, and no time. */
const AHEAD = 2_000;

export interface Ahead {
  /** Undefined when it does not wait. */
  queue?: QueuePosition;
  /** C7. Undefined when it is decided, or nothing is cut. */
  outlook?: Outlook;
}

/** Q3, C7: where a request stands in the queue, and whether it will be tested before its release is cut. It costs the same however many wait. */
export async function readAhead(
  system: System,
  state: Identified & Requested & Tested & Questioned & Allocated & Lifecycle,
): Promise<Ahead> {
  if (isClosed(state)) return {};
  const [place, { state: backend }, now] = await Promise.all([
    placeOf(system, state),
    readBackend(system, state.backend),
    system.store.now(),
  ]);
  // Others need no names: only how many there are counts.
  const names = Array.from({ length: Math.min(place.of, AHEAD) }, (_, n) => (n + 1 === place.position ? state.id : `#${n}`));
  const slots = slotsOf(backend, names, system.rules.freezes ?? [], now);
  const isFar = (place.position ?? place.of) > AHEAD;
  const outlook = isFar ? undefined : outlookOf(state, backend, slots, system.rules, now);
  return { ...positionOf(state, place, slots), ...(outlook === undefined ? {} : { outlook }) };
}

interface Place {
  /** 1 is next; undefined when it does not wait. */
  position: number | undefined;
  /** How many wait for that backend. */
  of: number;
}

async function placeOf({ store }: System, { id, backend }: Identified & Allocated): Promise<Place> {
  const query = { index: 'requestsWaitingForBackend', equal: { waitsForBackend: backend } } as const;
  const document = await store.get({ collection: 'requests', id });
  const waits = document?.waitsForBackend === backend;
  const [of, position] = await Promise.all([store.count(query), waits ? store.count({ ...query, to: document.queueRank }) : undefined]);
  return { of, position };
}

function positionOf({ id, status }: Identified & Lifecycle, { position, of }: Place, slots: readonly Slot[]): Pick<Ahead, 'queue'> {
  const slot = slots.find(({ requestId }) => requestId === id);
  if (status !== 'queued' || position === undefined) return {};
  return { queue: { position, of: Math.max(of, position), ...(slot === undefined ? {} : { estimatedStart: slot.from }) } };
}
