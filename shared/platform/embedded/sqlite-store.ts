import { documentFrom, foundFrom, startAttempt } from '../store/attempt.ts';
import type { Reader } from '../store/attempt.ts';
import { checkCount, checkQuery } from '../store/check-query.ts';
import { documentPath } from '#kernel/store/paths.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import { createCommitter } from './sqlite-commit.ts';
import type { Committer, ReadSet } from './sqlite-commit.ts';
import { withPatience } from './patience.ts';
import type { Outcome, Patience } from './patience.ts';
import { isBusy, openDatabase, unavailable } from './sqlite-database.ts';
import type { Database } from './sqlite-database.ts';
import type { CollectionsAs, DocumentRef, Tables } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';
import { StoreError } from '#kernel/store/errors.ts';

export interface SqliteStoreOptions<T extends Tables> {
  collections: CollectionsAs<T>;
  /** A file in an existing folder, or `:memory:`. */
  path: string;
  now?: () => Instant;
  /** A doorbell after a commit is durable, in this process only; it may be lost, as when the process is killed in between. */
  onCommit?: (written: { created: DocumentRef[] }) => void;
}

/** Each round of conflicts ends with at least one success, and the oldest go first: this many runs mean that something is wrong. */
const patience: Patience = { attempts: 60, eager: 3, firstWait: 2, longestWait: 60 };

/** In ms on the wall. What was begun longer ago begins anew, with another time: nobody has to expect it any more. Firestore does the same after 270 s. */
const LONGEST_ATTEMPT = 270_000;

interface Parts<T extends Tables> {
  collections: CollectionsAs<T>;
  db: Database;
  committer: Committer;
  clock: () => Instant;
  onCommit: SqliteStoreOptions<T>['onCommit'];
}

/**
 * The store on one machine: one file, any number of processes. Reads are optimistic and verified when committing, queries as well
 * as documents, so transactions are serializable; many small ones share one fsync.
 */
export function openSqliteStore<T extends Tables>(options: SqliteStoreOptions<T>): Store<T> {
  return storeIn(openDatabase(options.collections, options.path), options);
}

/** The same, of a file that is open already. */
export function storeIn<T extends Tables>(db: Database, { collections, path, now = Date.now, onCommit }: SqliteStoreOptions<T>): Store<T> {
  const again = createLane();
  const committer = createCommitter(db, { gathers: path !== ':memory:' });
  const parts: Parts<T> = { collections, db, committer, clock: forwardOnly(now), onCommit };
  return {
    transact: (work) =>
      withPatience(patience, (tries) => (tries === 1 ? attempt(parts, work, tries) : again(() => attempt(parts, work, tries)))),
    async get(ref) {
      const path = documentPath(collections, ref);
      return documentFrom(collections, ref, guarded(() => db.read(path)).text);
    },
    async query(query) {
      const checked = checkQuery(collections, query);
      return foundFrom(collections, query, guarded(() => db.find(checked)).found);
    },
    async count(query) {
      const checked = checkCount(collections, query);
      return guarded(() => db.count(checked));
    },
    now: async () => parts.clock(),
    async close() {
      await committer.idle();
      if (db.handle.isOpen) db.handle.close();
    },
  };
}

async function attempt<T extends Tables, R>(
  { collections, db, committer, clock, onCommit }: Parts<T>,
  work: (tx: Transaction<T>) => Promise<R>,
  tries: number,
): Promise<Outcome<R>> {
  const begun = Date.now();
  const reads: ReadSet = { documents: [], queries: [] };
  const { tx, writes, end } = startAttempt(collections, recordingReader(db, reads, clock));
  let value: R;
  try {
    value = await work(tx);
  } finally {
    end();
  }
  // One read by itself saw one state of the file: there is nothing to verify.
  if (writes().length === 0 && reads.documents.length + reads.queries.length < 2) return { done: true, value };
  const verdict = await committer.commit(reads, writes(), { tries, until: begun + LONGEST_ATTEMPT });
  if (verdict.kind === 'refused') throw verdict.error;
  if (verdict.kind === 'conflict')
    return { done: false, error: new StoreError('contended', 'others kept changing what this transaction read') };
  if (onCommit !== undefined && verdict.created.length > 0) ring(onCommit, verdict.created);
  return { done: true, value };
}

/**
 * One at a time. Those that met a conflict run again in turn: if all of them did at once, one would get through and the rest would
 * have run for nothing, each round anew.
 */
function createLane(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

/** A clock that is set back does not set back the store's time. */
function forwardOnly(now: () => Instant): () => Instant {
  let latest = -Infinity;
  return () => (latest = Math.max(latest, Math.floor(now())));
}

/** Reads for one attempt, noting what was seen. */
function recordingReader(db: Database, reads: ReadSet, clock: () => Instant): Reader {
  return {
    async get(path) {
      const { version, text } = guarded(() => db.read(path));
      reads.documents.push({ path, version });
      return { text, at: clock() };
    },
    async query(query) {
      const { versions, found } = guarded(() => db.find(query));
      reads.queries.push({ query, versions });
      return { found, at: clock() };
    },
  };
}

/** What SQLite throws becomes the port's error. */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isBusy(error) ? new StoreError('contended', 'another process holds the file', undefined, { cause: error }) : unavailable(error);
  }
}

/** The commit stands whatever the listener does. */
function ring(onCommit: (written: { created: DocumentRef[] }) => void, created: DocumentRef[]): void {
  try {
    onCommit({ created });
  } catch (error) {
    process.emitWarning(`the listener for new documents failed: ${String(error)}`);
  }
}
