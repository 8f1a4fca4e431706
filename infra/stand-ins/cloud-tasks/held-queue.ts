import { DAY, type Duration, type Instant } from '#kernel/time.ts';
import { burstOf, createPace, retryAfter, type Pace } from '#platform/embedded/queue-pace.ts';
import type { PostOutcome } from '#platform/embedded/queue-attempt.ts';
import type { CheckedTask, QueueFigures } from './checks.ts';

export interface HeldTask extends CheckedTask {
  createdAt: Instant;
  dispatches: number;
  /** Answers of any kind; `executions` leaves out those of 5xx, as the header of that name does. */
  responses: number;
  executions: number;
  previous: string | undefined;
  underWay: boolean;
  /** Sent again although it was answered: at least once. */
  isDuplicate: boolean;
}

export interface HeldQueue {
  name: string;
  figures: QueueFigures;
  burst: number;
  pace: Pace;
  tasks: Map<string, HeldTask>;
  /** Names that are refused although their tasks have ended, and until when. */
  tombstones: Map<string, Instant>;
  /** Names of tasks that were given up after the last attempt; Cloud Tasks keeps no such list. */
  givenUp: string[];
  underWay: number;
}

export function heldQueue(name: string, figures: QueueFigures): HeldQueue {
  return {
    name,
    figures,
    burst: burstOf(figures.ratePerSecond),
    pace: createPace(figures.ratePerSecond),
    tasks: new Map(),
    tombstones: new Map(),
    givenUp: [],
    underWay: 0,
  };
}

export function holdTask(queue: HeldQueue, task: CheckedTask, now: Instant): HeldTask {
  const held: HeldTask = {
    ...task,
    createdAt: now,
    dispatches: 0,
    responses: 0,
    executions: 0,
    previous: undefined,
    underWay: false,
    isDuplicate: false,
  };
  queue.tasks.set(task.name, held);
  return held;
}

export function isRefused(queue: HeldQueue, name: string, now: Instant): boolean {
  const until = queue.tombstones.get(name);
  if (until !== undefined && until <= now) queue.tombstones.delete(name);
  return queue.tasks.has(name) || queue.tombstones.has(name);
}

/** The documented sequence: doubles `maxDoublings` times, then grows by the last step, then stays at the greatest. */
export function interval(figures: QueueFigures, failures: number): Duration {
  const doublings = Math.min(failures - 1, figures.maxDoublings);
  const step = figures.minBackoff * 2 ** doublings;
  return Math.min(figures.maxBackoff, step * Math.max(1, failures - figures.maxDoublings));
}

/** Puts the outcome of one attempt into the queue. `again` asks for one more delivery of an answered task. */
export function settleTask(
  queue: HeldQueue,
  task: HeldTask,
  outcome: PostOutcome,
  now: Instant,
  again: boolean,
  tombstone: Duration,
): void {
  task.underWay = false;
  queue.underWay -= 1;
  if (queue.tasks.get(task.name) !== task) return;
  const status = 'status' in outcome ? outcome.status : undefined;
  if (status !== undefined) task.responses += 1;
  if (status !== undefined && status < 500) task.executions += 1;
  task.previous = status === undefined ? undefined : String(status);
  const isDone = task.isDuplicate || (status !== undefined && status >= 200 && status <= 299);
  if (isDone && again && !task.isDuplicate) {
    task.isDuplicate = true;
    task.scheduledAt = now;
  } else if (isDone) end(queue, task, now + tombstone);
  else if (queue.figures.maxAttempts > 0 && task.dispatches >= queue.figures.maxAttempts) {
    queue.givenUp.push(task.name);
    end(queue, task, now + tombstone);
  } else {
    const asked = 'status' in outcome ? (retryAfter(outcome.retryAfter, now) ?? 0) : 0;
    task.scheduledAt = now + Math.max(interval(queue.figures, task.dispatches), Math.min(asked, DAY));
  }
}

export function end(queue: HeldQueue, task: HeldTask, refusedUntil: Instant): void {
  queue.tasks.delete(task.name);
  queue.tombstones.set(task.name, refusedUntil);
}
