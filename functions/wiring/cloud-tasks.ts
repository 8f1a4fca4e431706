import { createCloudTasksRestQueue } from '#platform/google/cloud-tasks-rest-queue.ts';
import type { AccessTokens } from '#platform/google/access-tokens.ts';
import type { CloudConfig } from '#platform/config.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';
import { taskRoutes } from './task-routes.ts';

/** Tasks go to the functions' own addresses, which are their tokens' audiences too, and speak for the account that task functions believe. */
export function cloudTasks(config: CloudConfig, tokens: AccessTokens): TaskQueue {
  return createCloudTasksRestQueue({
    project: config.project,
    location: config.location,
    target: (name) => `${config.functionsUrl}/${name}`,
    serviceAccountEmail: config.tasksServiceAccount,
    emulator: config.standIns.tasks,
    tokens,
    routes: taskRoutes,
  });
}
