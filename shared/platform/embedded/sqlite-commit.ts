import type { Write } from '../store/attempt.ts';
import type { CheckedQuery } from '../store/check-query.ts';
import { isBusy, unavailable } from './sqlite-database.ts';
import type { Database } from './sqlite-database.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { StoreError } from '#kernel/store/errors.ts';

/** Everything an attempt saw: each document's version (0: none) and each query's versions, in order. */
export interface ReadSet {
  documents: { path: string; version: number }[];
  queries: { query: CheckedQuery; versions: number[] }[];
}

type Verdict = { kind: 'committed'; created: DocumentRef[] } | { kind: 'conflict' } | { kind: 'refused'; error: StoreError };

export interface Committer {
  /** Resolves once the work is durable, or known not to be saved. Of those that wait together the most often tried go first; after `until`, on the wall, it is a conflict. */
  commit(reads: ReadSet, writes: Write[], how: { tries: number; until: number }): Promise<Verdict>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

interface Waiting {
  reads: ReadSet;
  writes: Write[];
  tries: number;
  until: number;
  settle(verdict: Verdict): void;
}

/** More than this many share no fsync, so that one flush does not hold the event loop for long. */
const MOST_PER_FLUSH = 200;

/**
 * Group commit: transactions that are ready at the same time are verified and written one after the other in one SQLite transaction
 * and share its fsync. Each is judged against the file as the ones before it leave it, under SQLite's write lock, so the order of
 * judging is a serial order of all of them, other processes included. Without `gathers` nobody waits for others: in memory there is
 * no fsync to share.
 */
export function createCommitter(db: Database, { gathers }: { gathers: boolean }): Committer {
  let waiting: Waiting[] = [];
  let scheduled: Promise<void> | undefined;
  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // One turn of the event loop: whatever else is about to commit joins.
      await (gathers ? new Promise<void>((resolve) => setImmediate(resolve)) : undefined);
      waiting.sort((a, b) => b.tries - a.tries);
      const batch = waiting.slice(0, MOST_PER_FLUSH);
      waiting = waiting.slice(MOST_PER_FLUSH);
      const verdicts = flush(db, batch);
      batch.forEach((one, at) => one.settle(verdicts[at] ?? { kind: 'conflict' }));
    }
    scheduled = undefined;
  }
  return {
    commit: (reads, writes, how) =>
      new Promise((settle) => {
        waiting.push({ reads, writes, ...how, settle });
        scheduled ??= drain();
      }),
    idle: async () => scheduled,
  };
}

function flush(db: Database, batch: Waiting[]): Verdict[] {
  try {
    // A batch that only verifies reads needs one view of the file, not its lock, and syncs nothing.
    db.handle.exec(batch.some((one) => one.writes.length > 0) ? 'BEGIN IMMEDIATE' : 'BEGIN');
    const now = Date.now();
    const verdicts = batch.map((one) =>
      now < one.until && unchanged(db, one.reads) ? apply(db, one.writes) : ({ kind: 'conflict' } as const),
    );
    db.handle.exec('COMMIT');
    return verdicts;
  } catch (error) {
    rollBack(db);
    const verdict: Verdict = isBusy(error) ? { kind: 'conflict' } : { kind: 'refused', error: unavailable(error) };
    return batch.map(() => verdict);
  }
}

/** After some errors SQLite has rolled back by itself; nothing may hinder the answers to those who wait. */
function rollBack(db: Database): void {
  try {
    if (db.handle.isOpen && db.handle.isTransaction) db.handle.exec('ROLLBACK');
  } catch {
    // The next BEGIN will say what is wrong with the file.
  }
}

function unchanged(db: Database, reads: ReadSet): boolean {
  return (
    reads.documents.every(({ path, version }) => db.versionOf(path) === version) &&
    reads.queries.every(({ query, versions }) => {
      const now = db.findVersions(query);
      return now.length === versions.length && now.every((version, at) => version === versions[at]);
    })
  );
}

/** Judges every create before anything is written, so that a refused transaction leaves nothing to undo. */
function apply(db: Database, writes: Write[]): Verdict {
  const before = new Map(writes.map(({ path }) => [path, db.versionOf(path) !== 0]));
  const taken = writes.find(({ kind, path }) => kind === 'create' && before.get(path) === true);
  if (taken !== undefined) return { kind: 'refused', error: new StoreError('already_exists', `${taken.path} exists`, taken.path) };
  const created: DocumentRef[] = [];
  for (const write of writes) {
    if (write.kind === 'delete') db.remove(write.path);
    else db.put(write.ref, write.path, write.text);
    if (write.kind !== 'delete' && before.get(write.path) === false) created.push(write.ref);
  }
  return { kind: 'committed', created };
}
