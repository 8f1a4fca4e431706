import type { TaskRoutes } from '#kernel/task-queue.ts';
import * as rehearsal from '#products/rehearsal/stored/tasks.ts';

/** Where the tasks of the installation's products are performed. */
export const taskRoutes: TaskRoutes = { ...rehearsal.taskRoutes };
