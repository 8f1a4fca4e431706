import type { Instant } from '#kernel/time.ts';
import type { TaskKind, TaskPayload } from '#products/rehearsal/stored/tasks.ts';

/**
 * Hands tasks to functions over HTTP, at least once, with delay, retry and rate by the task table.
 *
 * Promises: once `enqueue` has resolved the task is durable. A name that was used before (for up to a day, even after
 * the task ended) is refused with `already_named`, which is success for the caller: the lease on the effect, not
 * the name, keeps work from being done twice. Throws when the queue cannot be reached; the caller's sweep makes that good.
 */
export interface TaskQueue {
  enqueue<K extends TaskKind>(task: Task<K>): Promise<'enqueued' | 'already_named'>;
}

export interface Task<K extends TaskKind = TaskKind> {
  /** 1 to 500 letters, digits, hyphens or underscores. */
  name: string;
  kind: K;
  payload: TaskPayload<K>;
  /** Not before this instant; at once when left out. */
  notBefore?: Instant;
}
