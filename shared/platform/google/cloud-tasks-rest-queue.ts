import { SECOND, type Duration, type Instant } from '#kernel/time.ts';
import { emulatorToken, metadataTokens } from './metadata-token.ts';
import type { AccessTokens } from './access-tokens.ts';
import { restService } from './rest-call.ts';
import { RestError } from './rest-error.ts';
import { entryOf } from '#kernel/tables.ts';
import type { Task, TaskQueue, TaskRoute, TaskRoutes } from '#kernel/task-queue.ts';

export interface CloudTasksRestOptions {
  project: string;
  location: string;
  /** The URL of a function. */
  target: (functionName: string) => string;
  /** Whom the tasks' tokens speak for; this process's own account needs actAs on it. */
  serviceAccountEmail: string;
  /** The audience of a function's tokens; its URL without query when left out. */
  audience?: (functionName: string) => string;
  routes: TaskRoutes;
  /** `host:port` of a stand-in. */
  emulator?: string | undefined;
  /** Not for a stand-in. The process's own account when left out. */
  tokens?: AccessTokens;
}

/** Until an unanswered call is given up. It may have been accepted all the same: enqueueing again is harmless, because of the name. */
const PATIENCE = 10 * SECOND;

/** The TaskQueue port on Cloud Tasks' documented REST interface; it promises what cloud-tasks-queue.ts does, without loading the SDK. */
export function createCloudTasksRestQueue(options: CloudTasksRestOptions): TaskQueue {
  const { project, location, emulator, routes } = options;
  const origin = emulator === undefined ? 'https://cloudtasks.googleapis.com' : `http://${emulator}`;
  const tokens = emulator === undefined ? (options.tokens ?? metadataTokens()) : emulatorToken();
  const service = restService({ origin, tokens, patience: PATIENCE });

  async function enqueue(task: Task): Promise<'enqueued' | 'already_named'> {
    const route = entryOf<TaskRoute>(routes, task.kind, 'kind of task');
    const queue = `projects/${project}/locations/${location}/queues/${route.queue}`;
    try {
      await service.post(`v2/${queue}/tasks`, { task: taskOf(options, task, route, `${queue}/tasks/${task.name}`) });
      return 'enqueued';
    } catch (error) {
      if (error instanceof RestError && error.code === 'ALREADY_EXISTS') return 'already_named';
      throw error;
    }
  }

  return { enqueue };
}

/** https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks */
function taskOf({ target, serviceAccountEmail, audience }: CloudTasksRestOptions, task: Task, route: TaskRoute, name: string): object {
  const url = target(route.function);
  const { origin, pathname } = new URL(url);
  return {
    name,
    ...(task.notBefore === undefined ? {} : { scheduleTime: timestamp(task.notBefore) }),
    dispatchDeadline: duration(route.deadline),
    httpRequest: {
      url,
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json', ...(task.trace === undefined ? {} : { traceparent: task.trace }) },
      body: Buffer.from(JSON.stringify(task.payload)).toString('base64'),
      oidcToken: { serviceAccountEmail, audience: audience?.(route.function) ?? origin + pathname },
    },
  };
}

/** A fraction of a millisecond is rounded up: not before means not before. */
function timestamp(instant: Instant): string {
  return new Date(Math.ceil(instant)).toISOString();
}

function duration(length: Duration): string {
  return `${length / SECOND}s`;
}
