import { MINUTE, SECOND, DAY, type Duration, type Instant } from '#kernel/time.ts';
import { createDelivery } from '#platform/embedded/queue-delivery.ts';
import { createDispatch } from '#platform/embedded/queue-dispatch.ts';
import type { DeadTask, NewTask, QueueTables } from '#platform/embedded/queue-rows.ts';
import { openQueueTables } from '#platform/embedded/queue-tables.ts';
import { entryOf } from '#kernel/tables.ts';
import type { Task, TaskQueue, TaskRoute, TaskRoutes } from '#kernel/task-queue.ts';

export interface SqliteQueueOptions {
  /** The database file; made when it is not there. One process at a time. */
  path: string;
  /** The URL of a function. */
  target: (functionName: string) => string;
  /** An OIDC token for this audience. */
  token: (audience: string) => Promise<string>;
  /** The audience of a function's tokens; its URL without query when left out. */
  audience?: (functionName: string) => string;
  /** Decides what is due; delays and the keeping of names are lengths of this clock. */
  now?: () => Instant;
  /** How many times faster than real time `now` runs. Rates, back-offs and attempts' deadlines stay real: they are about work, not about the calendar. */
  timeScale?: number;
  routes: TaskRoutes;
  onDead?: (task: DeadTask) => void;
  /** The disk refused, or onDead threw. The queue goes on and tries again. */
  onFault?: (error: unknown) => void;
  /** In [0, 1); spreads retries. */
  random?: () => number;
  /** Real milliseconds that stop() waits for attempts under way. */
  stopLimit?: Duration;
}

interface QueueStats {
  /** Due or not; attempts under way are not among them. */
  waiting: number;
  underWay: number;
  dead: number;
  /** Ended tasks whose names are still refused. */
  remembered: number;
  bytes: number;
}

export interface SqliteQueue extends TaskQueue {
  /** Begins to deliver, starting with what an earlier process left. Tasks may be enqueued before. */
  start(): void;
  /** Refuses new tasks, waits for attempts under way, breaks off those over the limit (they will be attempted again) and closes the file. */
  stop(): Promise<void>;
  /** Nothing waits, for whatever time, and nothing is under way. */
  idle(): Promise<boolean>;
  stats(): QueueStats;
  /** Newest first. */
  dead(limit?: number): DeadTask[];
}

/** Cloud Tasks' own limits, so that what works here works there. */
const LONGEST_DELAY = 30 * DAY;
const LARGEST_PAYLOAD = 100_000;

/** The TaskQueue port on one SQLite file, with the manners of Cloud Tasks. Everything about kinds comes from the task table. */
export function openSqliteQueue(options: SqliteQueueOptions): SqliteQueue {
  const now = options.now ?? Date.now;
  const tables = openQueueTables(options.path);
  const delivery = createDelivery({ ...options, now });
  const dispatch = createDispatch({ ...withDefaults(options), tables, delivery, now, routes: options.routes });
  const intake = createIntake(tables, () => dispatch.wake());
  let stopped: Promise<void> | undefined;

  async function enqueue(task: Task): Promise<'enqueued' | 'already_named'> {
    if (stopped !== undefined) throw new Error('the queue is stopped');
    return (await intake.add(rowOf(options.routes, task, now()))) ? 'enqueued' : 'already_named';
  }

  async function close(): Promise<void> {
    intake.flush();
    await dispatch.stop(options.stopLimit ?? 10 * SECOND);
    delivery.close();
    tables.close();
  }

  function stats(): QueueStats {
    const { waiting, dead, remembered, bytes } = tables.counts();
    return { waiting, underWay: dispatch.underWay(), dead, remembered, bytes };
  }

  function idle(): Promise<boolean> {
    intake.flush();
    return Promise.resolve(tables.counts().waiting + dispatch.underWay() === 0);
  }

  return {
    enqueue,
    start: () => dispatch.start(),
    stop: () => (stopped ??= close()),
    idle,
    stats,
    dead: (limit = 100) => tables.deadTasks(limit),
  };
}

function withDefaults({ timeScale = 1, random = Math.random, onDead = () => undefined, onFault = () => undefined }: SqliteQueueOptions) {
  return { timeScale, random, onDead, onFault };
}

function rowOf(routes: TaskRoutes, task: Task, now: Instant): NewTask {
  const { queue } = entryOf<TaskRoute>(routes, task.kind, 'kind of task');
  const payload = JSON.stringify(task.payload);
  const dueAt = Math.max(now, Math.ceil(task.notBefore ?? now));
  if (!/^[A-Za-z0-9_-]{1,500}$/.test(task.name)) throw new TypeError('a task name is 1 to 500 letters, digits, hyphens or underscores');
  if (Buffer.byteLength(payload) > LARGEST_PAYLOAD) throw new RangeError(`a task's payload is at most ${LARGEST_PAYLOAD} bytes`);
  if (!(dueAt <= now + LONGEST_DELAY + MINUTE)) throw new RangeError('a task starts within 30 days');
  return { queue, name: task.name, kind: task.kind, payload, dueAt };
}

/** Group commit: everything enqueued in one turn of the event loop shares one flush to the disk. */
function createIntake(tables: QueueTables, committed: () => void): { add(task: NewTask): Promise<boolean>; flush(): void } {
  let batch: { task: NewTask; resolve: (isNew: boolean) => void; reject: (error: unknown) => void }[] = [];

  function flush(): void {
    const taken = batch;
    batch = [];
    if (taken.length === 0) return;
    try {
      const isNew = tables.insert(taken.map((entry) => entry.task));
      taken.forEach((entry, index) => entry.resolve(isNew[index] === true));
      committed();
    } catch (error) {
      taken.forEach((entry) => entry.reject(error));
    }
  }

  function add(task: NewTask): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (batch.length === 0) setImmediate(flush);
      batch.push({ task, resolve, reject });
    });
  }
  return { add, flush };
}
