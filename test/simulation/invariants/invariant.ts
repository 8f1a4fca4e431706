import type { MailDocument, OutboxDocument, RequestDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Life } from '../engine/clockwork.ts';
import type { Committed } from '../engine/siege-store.ts';
import type { Contributors } from '../people/contributors.ts';
import type { Readers } from '../people/readers.ts';
import { isPoisonedKey } from '../shadow.ts';
import type { Town } from '../town.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

/** One commit, with what was there before it. */
export interface Commit {
  life: Life | undefined;
  committed: Committed;
  /** The requests that it changed. */
  changes: RequestChange[];
  backends: BackendDocument[];
  mails: MailDocument[];
}

export interface RequestChange {
  before: RequestDocument | undefined;
  after: RequestDocument;
  entries: TimelineDocument[];
  effects: OutboxDocument[];
}

/** What was seen so far, and who plays. */
export interface Stage {
  town: Town;
  readers: Readers;
  contributors: Contributors;
  /** Every request as it was last committed. */
  requests: ReadonlyMap<string, RequestDocument>;
  /** Every effect as it was last committed. */
  outbox: ReadonlyMap<string, OutboxDocument>;
  /** Who wrote `accepted` into the ledger, by the mail's key. */
  acceptedBy: ReadonlyMap<string, (number | undefined)[]>;
}

/** What must always hold; a broken one is told in a sentence. */
export interface Invariant {
  name: string;
  promise: string;
  afterCommit?: (commit: Commit, stage: Stage) => string | undefined;
  atEnd?: (stage: Stage) => string | undefined | Promise<string | undefined>;
}

/** Requests that cannot be helped: something outside fails for them alone, always. */
export function isPoisoned({ town }: Stage, { pullRequestKey }: RequestDocument): boolean {
  return isPoisonedKey(town, pullRequestKey);
}

export function firstOf<T>(list: Iterable<T>, problem: (one: T) => string | undefined): string | undefined {
  for (const one of list) {
    const found = problem(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
