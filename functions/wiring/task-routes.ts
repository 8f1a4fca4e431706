import type { TaskRoutes } from '#kernel/task-queue.ts';
import { joined } from '#kernel/tables.ts';
import * as pipelines from '#products/pipelines/stored/tasks.ts';
import * as rehearsal from '#products/rehearsal/stored/tasks.ts';

/** Where the tasks of the installation's products are performed. */
export const taskRoutes: TaskRoutes = joined('task', [rehearsal.taskRoutes, pipelines.taskRoutes]);
