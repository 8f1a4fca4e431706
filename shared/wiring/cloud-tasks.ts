import { createCloudTasksRestQueue } from '#adapters/google/cloud-tasks-rest-queue.ts';
import type { AccessTokens } from '#adapters/google/access-tokens.ts';
import type { TaskQueue } from '#ports/task-queue.ts';
import type { CloudConfig } from '#shared/config.ts';

/** Tasks go to the functions' own addresses, which are their tokens' audiences too, and speak for the account that task functions believe. */
export function cloudTasks(config: CloudConfig, tokens: AccessTokens): TaskQueue {
  return createCloudTasksRestQueue({
    project: config.project,
    location: config.location,
    target: (name) => `${config.functionsUrl}/${name}`,
    serviceAccountEmail: config.tasksServiceAccount,
    emulator: config.standIns.tasks,
    tokens,
  });
}
