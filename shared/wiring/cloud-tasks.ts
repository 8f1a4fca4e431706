import { CloudTasksClient } from '@google-cloud/tasks';
import { createCloudTasksQueue } from '#adapters/google/cloud-tasks-queue.ts';
import type { TaskQueue } from '#ports/task-queue.ts';
import type { CloudConfig } from '#shared/config.ts';

/** Tasks go to the functions' own addresses, and speak for the account that task functions believe. */
export function cloudTasks(config: CloudConfig): TaskQueue {
  return createCloudTasksQueue({
    client: new CloudTasksClient({ fallback: true, projectId: config.project }),
    project: config.project,
    location: config.location,
    target: (name) => `${config.functionsUrl}/${name}`,
    serviceAccountEmail: config.tasksServiceAccount,
    audience: () => config.audience,
  });
}
