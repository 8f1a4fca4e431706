import { setTimeout as sleep } from 'node:timers/promises';
import { taskKinds, taskRoutes, type TaskKind } from '#products/rehearsal/stored/tasks.ts';
import type { TaskRoute } from '#kernel/task-queue.ts';
import { createLocalIdentity } from '#platform/embedded/local-identity.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';

export type Routes = Record<TaskKind, TaskRoute>;

/** A queue under test with the functions it calls. */
export interface Rig {
  queue: TaskQueue;
  receiver: Receiver;
  /** Names of tasks that were given up. */
  givenUp: () => string[];
  /** Tasks that have not ended. */
  open: () => number;
  close(): Promise<void>;
}

export type OpenQueue = (routes: Routes, receiver: Receiver) => Promise<Omit<Rig, 'receiver'>>;

export const SERVICE_ACCOUNT = 'tasks@rehearsal.example';
export const identity = createLocalIdentity({ issuer: 'https://rehearsal.local', email: SERVICE_ACCOUNT });

/** The task table with figures that make a test quick; `over` for one kind. */
export function quickRoutes(kind?: TaskKind, over: Partial<TaskRoute> = {}): Routes {
  const quick = { ratePerSecond: 500, concurrency: 10, maxAttempts: 5, minBackoff: 10, maxBackoff: 40, deadline: 10_000 };
  const routes = structuredClone(taskRoutes);
  for (const each of taskKinds) Object.assign(routes[each], quick, each === kind ? over : {});
  return routes;
}

export async function openRig(open: OpenQueue, routes: Routes = quickRoutes()): Promise<Rig> {
  const receiver = await startReceiver();
  const queue = await open(routes, receiver);
  return {
    ...queue,
    receiver,
    async close() {
      await queue.close();
      await receiver.close();
    },
  };
}

/** Waits for a condition, not for a time; the limit is only there to end a broken test. */
export async function until(condition: () => boolean, what: string, limit = 120_000): Promise<void> {
  const end = performance.now() + limit;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`gave up waiting until ${what}`);
    await sleep(3);
  }
}

export function payload(effectKey: string): { effectKey: string; dispatch: number } {
  return { effectKey, dispatch: 1 };
}
