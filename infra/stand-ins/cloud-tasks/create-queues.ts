import type { CloudTasksClient } from '@google-cloud/tasks';
import type { TaskRoutes } from '#kernel/task-queue.ts';
import { protoTime } from './protocol.ts';

/** Makes the queues of the task table, as Terraform does in the cloud. Those that are there stay as they are. */
export async function createQueues(client: CloudTasksClient, project: string, location: string, routes: TaskRoutes): Promise<void> {
  for (const route of new Map(Object.values(routes).map((one) => [one.queue, one])).values()) {
    const queue = {
      name: client.queuePath(project, location, route.queue),
      rateLimits: { maxDispatchesPerSecond: route.ratePerSecond, maxConcurrentDispatches: route.concurrency },
      retryConfig: {
        maxAttempts: route.maxAttempts,
        minBackoff: protoTime(route.minBackoff),
        maxBackoff: protoTime(route.maxBackoff),
        maxDoublings: 16,
      },
    };
    try {
      await client.createQueue({ parent: client.locationPath(project, location), queue });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 6)) throw error;
    }
  }
}
