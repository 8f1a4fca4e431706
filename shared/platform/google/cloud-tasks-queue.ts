import type { CloudTasksClient } from '@google-cloud/tasks';
import type { Instant } from '#kernel/time.ts';
import { entryOf } from '#kernel/tables.ts';
import type { Task, TaskQueue, TaskRoute, TaskRoutes } from '#kernel/task-queue.ts';

export interface CloudTasksQueueOptions {
  client: CloudTasksClient;
  project: string;
  location: string;
  /** The URL of a function. */
  target: (functionName: string) => string;
  /** Whom the tokens speak for; the client's own account needs actAs on it. */
  serviceAccountEmail: string;
  /** The audience of a function's tokens; its URL without query when left out. */
  audience?: (functionName: string) => string;
  routes: TaskRoutes;
}

/** gRPC status of a name that is in use, or was until a while ago. */
const ALREADY_EXISTS = 6;
/** Milliseconds until an unanswered createTask is given up. It may have been accepted all the same: enqueueing again is harmless, because of the name. */
const PATIENCE = 10_000;

/**
 * The TaskQueue port on Cloud Tasks. Queues, rates and back-offs are declared in infra from the same task table; only the deadline travels
 * with the task. createTask is not retried here: the caller's sweep makes a failure good. Cloud Tasks refuses delays over 30 days,
 * deadlines outside 15 s to 30 min, and tasks over 100 KB.
 */
export function createCloudTasksQueue(options: CloudTasksQueueOptions): TaskQueue {
  const { client, project, location, routes } = options;

  async function enqueue(task: Task): Promise<'enqueued' | 'already_named'> {
    const route = entryOf<TaskRoute>(routes, task.kind, 'kind of task');
    try {
      await client.createTask(
        {
          parent: client.queuePath(project, location, route.queue),
          task: {
            name: client.taskPath(project, location, route.queue, task.name),
            ...(task.notBefore === undefined ? {} : { scheduleTime: protoTime(task.notBefore) }),
            dispatchDeadline: protoTime(route.deadline),
            httpRequest: httpRequestOf(options, task, route),
          },
        },
        { timeout: PATIENCE },
      );
      return 'enqueued';
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS) return 'already_named';
      throw error;
    }
  }

  return { enqueue };
}

function httpRequestOf(options: CloudTasksQueueOptions, task: Task, route: TaskRoute) {
  const url = options.target(route.function);
  const { origin, pathname } = new URL(url);
  return {
    url,
    httpMethod: 'POST' as const,
    headers: { 'content-type': 'application/json', ...(task.trace === undefined ? {} : { traceparent: task.trace }) },
    body: Buffer.from(JSON.stringify(task.payload)),
    oidcToken: { serviceAccountEmail: options.serviceAccountEmail, audience: options.audience?.(route.function) ?? origin + pathname },
  };
}

/** Milliseconds as protobuf's Timestamp or Duration. A fraction is rounded up: not before means not before. */
function protoTime(milliseconds: Instant): { seconds: number; nanos: number } {
  const whole = Math.ceil(milliseconds);
  return { seconds: Math.floor(whole / 1000), nanos: (whole % 1000) * 1_000_000 };
}
