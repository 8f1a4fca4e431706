import type { HeldQueue, HeldTask } from './held-queue.ts';
import { protoTime, v2, type IQueue, type ITask } from './protocol.ts';

export function taskMessage(task: HeldTask, full: boolean): ITask {
  return {
    name: task.name,
    scheduleTime: protoTime(task.scheduledAt),
    createTime: protoTime(Math.floor(task.createdAt / 1000) * 1000),
    dispatchDeadline: protoTime(task.deadline),
    dispatchCount: task.dispatches,
    responseCount: task.responses,
    view: full ? v2.Task.View.FULL : v2.Task.View.BASIC,
    httpRequest: {
      url: task.url,
      httpMethod: v2.HttpMethod.POST,
      headers: task.headers,
      ...(full ? { body: task.body } : {}),
      oidcToken: { serviceAccountEmail: task.email, audience: task.audience },
    },
  };
}

export function queueMessage({ name, figures, burst }: HeldQueue): IQueue {
  return {
    name,
    state: v2.Queue.State.RUNNING,
    rateLimits: { maxDispatchesPerSecond: figures.ratePerSecond, maxBurstSize: burst, maxConcurrentDispatches: figures.concurrency },
    retryConfig: {
      maxAttempts: figures.maxAttempts,
      maxDoublings: figures.maxDoublings,
      minBackoff: protoTime(figures.minBackoff),
      maxBackoff: protoTime(figures.maxBackoff),
    },
  };
}
