import { DatabaseSync } from 'node:sqlite';
import { refuseForeign, type FileKind } from '#platform/embedded/sqlite-file.ts';

/**
 * `tasks`: a row from the enqueueing until the name may be used again; `done` rows hold nothing but the name.
 * `dead`: tasks given up on, with their payload, so that they can be looked at.
 */
const SCHEMA = `
  CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done')),
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    answers INTEGER NOT NULL DEFAULT 0,
    interruptions INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    UNIQUE (queue, name)
  ) STRICT;
  CREATE INDEX waiting ON tasks (queue, due_at, id) WHERE state = 'waiting';
  CREATE INDEX running ON tasks (id) WHERE state = 'running';
  CREATE INDEX ended ON tasks (ended_at) WHERE state = 'done';
  CREATE TABLE dead (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT NOT NULL,
    died_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX dead_by_age ON dead (died_at);
  PRAGMA user_version = 1;
`;

export interface Connections {
  /** Every commit is on the disk before it returns. */
  durable: DatabaseSync;
  /**
   * Commits survive the end of the process but perhaps not a power cut. Enough for starts and ends of attempts: the worst is
   * one attempt too many, which at-least-once allows, and it saves two disk flushes a task.
   */
  quick: DatabaseSync;
}

/** What the queue's file is known by. */
export const queueFile: FileKind = { table: 'tasks', columns: ['queue', 'name', 'kind', 'payload', 'state', 'due_at'], version: 1 };

export function openConnections(path: string): Connections {
  refuseForeign(path, queueFile);
  const durable = connect(path, 'FULL');
  const { user_version: version } = durable.prepare('PRAGMA user_version').get() ?? {};
  if (version === 0) durable.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
  return { durable, quick: connect(path, 'NORMAL') };
}

function connect(path: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  return db;
}
