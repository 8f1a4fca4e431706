import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { DAY } from '#kernel/time.ts';
import type { QueueTables, StoredTask } from '#platform/embedded/queue-rows.ts';
import { openConnections } from '#platform/embedded/queue-schema.ts';

/** A name is refused for this long after its task ended. */
const NAME_KEPT = DAY;
const DEAD_KEPT = 30 * DAY;
/** A broken-off attempt does not count, except that a task which ends the process each time must die at last. */
const FORGIVEN_INTERRUPTIONS = 5;

type Row = Record<string, SQLOutputValue>;

export function openQueueTables(path: string): QueueTables {
  const { durable, quick } = openConnections(path);
  return {
    ...inserting(durable),
    ...choosing(quick),
    ...settling(quick),
    ...starting(quick),
    ...looking(quick),
    close() {
      quick.close();
      durable.close();
    },
  };
}

function inserting(db: DatabaseSync): Pick<QueueTables, 'insert'> {
  const add = db.prepare(
    `INSERT INTO tasks (queue, name, kind, payload, state, due_at) VALUES (?, ?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING`,
  );
  return {
    insert: (tasks) =>
      atomically(db, () => tasks.map((task) => add.run(task.queue, task.name, task.kind, task.payload, task.dueAt).changes === 1)),
  };
}

function choosing(db: DatabaseSync): Pick<QueueTables, 'due' | 'nextDue' | 'begin'> {
  const due = db.prepare(`SELECT * FROM tasks WHERE state = 'waiting' AND queue = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`);
  const next = db.prepare(`SELECT due_at FROM tasks WHERE state = 'waiting' AND queue = ? ORDER BY due_at LIMIT 1`);
  const begin = db.prepare(`UPDATE tasks SET state = 'running', attempts = attempts + 1 WHERE id = ?`);
  return {
    due: (queue, now, limit) => due.all(queue, now, limit).map(taskOf),
    nextDue: (queue) => {
      const row = next.get(queue);
      return row === undefined ? undefined : Number(row['due_at']);
    },
    begin: (tasks) => atomically(db, () => tasks.forEach((task) => begin.run(task.id))),
  };
}

function settling(db: DatabaseSync): Pick<QueueTables, 'finish' | 'retry' | 'bury' | 'giveBack'> {
  const finish = db.prepare(`UPDATE tasks SET state = 'done', payload = '', ended_at = ? WHERE id = ?`);
  const retry = db.prepare(`UPDATE tasks SET state = 'waiting', due_at = ?, answers = answers + ? WHERE id = ? AND state = 'running'`);
  const bury = db.prepare('INSERT INTO dead (queue, name, kind, payload, attempts, error, died_at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const giveBack = db.prepare(`UPDATE tasks SET state = 'waiting', attempts = attempts - 1 WHERE id = ? AND state = 'running'`);
  return {
    finish: (id, now) => void finish.run(now, id),
    retry: (id, dueAt, answered) => void retry.run(dueAt, Number(answered), id),
    bury: ({ id, queue, name, kind, payload, attempts }, error, now) =>
      atomically(db, () => {
        bury.run(queue, name, kind, payload, attempts, error, now);
        finish.run(now, id);
        return { queue, name, kind, payload, attempts, error, diedAt: now };
      }),
    giveBack: (id) => void giveBack.run(id),
  };
}

function starting(db: DatabaseSync): Pick<QueueTables, 'recover' | 'waitingKinds' | 'moveKind' | 'waitingOf' | 'purge'> {
  const purgeNames = db.prepare(`DELETE FROM tasks WHERE id IN (SELECT id FROM tasks WHERE state = 'done' AND ended_at < ? LIMIT 500)`);
  const purgeDead = db.prepare('DELETE FROM dead WHERE id IN (SELECT id FROM dead WHERE died_at < ? LIMIT 500)');
  return {
    recover: (now) =>
      void db
        .prepare(`UPDATE tasks SET state = 'waiting', due_at = min(due_at, ?), interruptions = interruptions + 1,
      attempts = attempts - (interruptions < ${FORGIVEN_INTERRUPTIONS}) WHERE state = 'running'`)
        .run(now),
    waitingKinds: () =>
      db
        .prepare(`SELECT DISTINCT kind, queue FROM tasks WHERE state = 'waiting'`)
        .all()
        .map((row) => ({ kind: String(row['kind']), queue: String(row['queue']) })),
    moveKind: (kind, from, to) =>
      void db.prepare(`UPDATE OR REPLACE tasks SET queue = ? WHERE state = 'waiting' AND kind = ? AND queue = ?`).run(to, kind, from),
    waitingOf: (kind) => db.prepare(`SELECT * FROM tasks WHERE state = 'waiting' AND kind = ?`).all(kind).map(taskOf),
    purge: (now) => {
      purgeNames.run(now - NAME_KEPT);
      purgeDead.run(now - DEAD_KEPT);
    },
  };
}

function looking(db: DatabaseSync): Pick<QueueTables, 'deadTasks' | 'counts'> {
  const dead = db.prepare('SELECT * FROM dead ORDER BY id DESC LIMIT ?');
  const counts = db.prepare(`SELECT
    (SELECT count(*) FROM tasks WHERE state = 'waiting') AS waiting, (SELECT count(*) FROM tasks WHERE state = 'running') AS running,
    (SELECT count(*) FROM dead) AS dead, (SELECT count(*) FROM tasks WHERE state = 'done') AS remembered,
    (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()) AS bytes`);
  return {
    deadTasks: (limit) =>
      dead.all(limit).map((row) => ({
        ...textsOf(row),
        attempts: Number(row['attempts']),
        error: String(row['error']),
        diedAt: Number(row['died_at']),
      })),
    counts: () => {
      const row = counts.get() ?? {};
      const figure = (name: string): number => Number(row[name]);
      return {
        waiting: figure('waiting'),
        running: figure('running'),
        dead: figure('dead'),
        remembered: figure('remembered'),
        bytes: figure('bytes'),
      };
    },
  };
}

function taskOf(row: Row): StoredTask {
  return {
    ...textsOf(row),
    id: Number(row['id']),
    dueAt: Number(row['due_at']),
    attempts: Number(row['attempts']),
    answers: Number(row['answers']),
  };
}

function textsOf(row: Row): { queue: string; name: string; kind: string; payload: string } {
  return { queue: String(row['queue']), name: String(row['name']), kind: String(row['kind']), payload: String(row['payload']) };
}

function atomically<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
