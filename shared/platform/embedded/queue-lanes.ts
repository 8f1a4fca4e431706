import type { TaskRoute, TaskRoutes } from '#kernel/task-queue.ts';
import { createPace, type Pace } from '#platform/embedded/queue-pace.ts';
import type { QueueTables } from '#platform/embedded/queue-rows.ts';

/** One queue with its own rate and its own places, so that a slow service delays only itself. */
export interface Lane {
  queue: string;
  concurrency: number;
  pace: Pace;
  underWay: number;
}

/** Kinds may share a queue if they agree on its figures. */
export function lanesOf(routes: TaskRoutes): Lane[] {
  const first = new Map<string, TaskRoute>();
  for (const route of Object.values(routes)) {
    const other = first.get(route.queue) ?? route;
    if (other.ratePerSecond !== route.ratePerSecond || other.concurrency !== route.concurrency)
      throw new TypeError(`two rates or concurrencies for queue ${route.queue}`);
    if (!(route.concurrency >= 1 && route.maxAttempts >= 1 && route.deadline > 0 && route.minBackoff > 0))
      throw new TypeError(`impossible figures for queue ${route.queue}`);
    first.set(route.queue, other);
  }
  return [...first.values()].map((route) => ({
    queue: route.queue,
    concurrency: route.concurrency,
    pace: createPace(route.ratePerSecond),
    underWay: 0,
  }));
}

/** Brings what an older version of the task table left behind to today's: moved to its kind's queue, or `orphan`ed when the kind is gone. */
export function adoptOldTasks(
  tables: QueueTables,
  routes: TaskRoutes,
  orphan: (task: ReturnType<QueueTables['waitingOf']>[number]) => void,
): void {
  for (const { kind, queue } of tables.waitingKinds()) {
    const route = routes[kind];
    if (route === undefined) tables.waitingOf(kind).forEach(orphan);
    else if (route.queue !== queue) tables.moveKind(kind, queue, route.queue);
  }
}
