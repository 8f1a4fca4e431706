import type { Instant } from '#kernel/time.ts';
import type { TaskRoute } from '#kernel/task-queue.ts';
import type { Outcome } from '#platform/embedded/queue-delivery.ts';
import { backoff } from '#platform/embedded/queue-pace.ts';
import type { DeadTask, QueueTables, StoredTask } from '#platform/embedded/queue-rows.ts';

export interface Settling {
  tables: QueueTables;
  now: () => Instant;
  /** Back-offs are patience with machines: real time, as lengths of `now`'s clock. */
  timeScale: number;
  /** In [0, 1). */
  random: () => number;
  onDead: (task: DeadTask) => void;
  onFault: (error: unknown) => void;
}

/** Writes down what became of one attempt. Throws when the disk refuses. */
export function settle(how: Settling, task: StoredTask, route: TaskRoute, outcome: Outcome): void {
  const { tables, now, timeScale } = how;
  if (outcome.kind === 'done') tables.finish(task.id, now());
  else if (outcome.kind === 'broken_off') tables.giveBack(task.id);
  else if (task.attempts >= route.maxAttempts) bury(how, task, outcome.error);
  else tables.retry(task.id, now() + backoff(route, task.attempts, how.random(), outcome.asked) * timeScale, outcome.answered);
}

export function bury(how: Settling, task: StoredTask, error: string): void {
  const dead = how.tables.bury(task, error, how.now());
  try {
    how.onDead(dead);
  } catch (fault) {
    how.onFault(fault);
  }
}
