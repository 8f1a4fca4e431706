import type * as telling from '#contexts/telling/documents.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tally } from '#kernel/promises/figures.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import type { Entry } from '#products/rehearsal/domain/chain.ts';
import type { IntakeFact, IntakeState } from '#products/rehearsal/domain/intake-switch/process.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Chained } from '#kernel/chain.ts';
import type { OutboxEntry } from '#kernel/effect.ts';

/** `state` is what is true; the other fields are its projection, for the indexes only. */
export interface RequestDocument {
  id: string;
  version: number;
  status: Status;
  /** Backend slug while the request waits for its turn there; absent otherwise. */
  waitsForBackend?: string;
  /** Since when, with `waitsForBackend`: for the index of who has waited longest. */
  queuedSince?: Instant;
  /** C8. Backend slug while it waits there and a freeze was overridden for it, wherever it stands in the queue. */
  letThroughOn?: string;
  /** Smaller is served earlier (Q3). Sortable text. */
  queueRank: string;
  /** W2. Smaller stands further up among those of its state; absent in what was stored before there was a board of this kind. */
  boardRank?: string;
  /** W8. What a search finds it by; absent as above, and while nothing of it may be shown (I16). */
  terms?: string[];
  /** C4. Name of the release whose cutoff it is still to be judged by; empty for whichever is cut next; absent when nothing is. */
  awaitsCutoff?: string;
  /** `owner/repository#number`, or `owner/repository@ref`. */
  pullRequestKey: string;
  /** Commit that everything is bound to (G1), for events that name nothing else; absent until the first look. */
  headSha?: string;
  submittedAt: Instant;
  updatedAt: Instant;
  /** Z4. `own` of the newest entry of the timeline. */
  chainHead?: string;
  /** Z4. From when the contributor's data goes; absent while the request is open, and once it is gone. */
  purgeAt?: Instant;
  /** Ids of the last commands, newest last: recognises a command whose commit's answer was lost. */
  commands: string[];
  state: RequestState;
}

/** One command's entry; the document's id is the version, zero-padded to 6 digits. Never changed once written, but that personal data is purged. */
export type TimelineDocument = Entry;

/** One effect, from the commit that asked for it to its end. */
export type OutboxDocument = OutboxEntry<Effect>;

/** S6. How the answers of one month came, as counts. The id is the month, `2026-11`, by UTC. */
export interface ResponsesDocument {
  month: string;
  all: Tally;
  /** By person id. */
  byAdmin: Record<string, Tally>;
}

/** I11, I14. What one request is about, in one document for each subject: others that are about the same are found by it. */
export interface SubjectDocument {
  subject: string;
  requestId: string;
  open: boolean;
  /** Attempts at the job that it names. */
  runs: number;
  submittedAt: Instant;
}

/** I15. Whether anything new is taken. Without the document it is open. */
export interface IntakeDocument extends StoredState<IntakeState> {
  id: 'intake';
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
export interface OperationsTimelineDocument extends Chained<IntakeFact> {
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
}

/** B6. What the sweep last reported; written when it found something, and once an hour. */
export interface SweepNote {
  id: 'sweep';
  /** Z5. Number of the shapes that the newest program that swept here can write; absent in the first. */
  storeShape?: number;
  at: Instant;
  found: Record<string, number>;
  /** The last time that it was not all zero. */
  last?: { at: Instant; found: Record<string, number> };
  /** Since the installation began. */
  totals: Record<string, number>;
  /** Of each sweeper that found something or could not look: the last time. */
  sweepers?: Record<string, SweeperNote>;
}

export interface SweeperNote {
  found?: { at: Instant; count: number };
  /** Since it could look again it has none. */
  failed?: { at: Instant; why: string };
}

/** W8. How far requests that were stored by an earlier program have got the fields by which lists find them now. */
export interface ProjectionNote {
  id: 'projection';
  /** Of the fields; what is newer begins anew. */
  version: number;
  /** The last that was looked at, newest first; absent once all were. */
  after?: { value: number; id: string };
}

/** B5. What was last told about dead letters, so that nobody is told every few minutes. */
export interface DeadLetterAlarm {
  id: 'alarm';
  toldAt: Instant;
  /** When the newest of those died that it told of. */
  newest: Instant;
}

/** How the installation itself stands; one document each. */
export type OperationsDocument = IntakeDocument | SweepNote | DeadLetterAlarm | ProjectionNote;

/** N1. The ledger. */
export type MailDocument = telling.MailDocument;
