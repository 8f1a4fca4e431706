import type { Duration, Instant } from '#kernel/time.ts';

/**
 * Hands tasks to functions over HTTP, at least once, with delay, retry and rate by the task table.
 *
 * Promises: once `enqueue` has resolved the task is durable. A name that was used before (for up to a day, even after
 * the task ended) is refused with `already_named`, which is success for the caller: the lease on the effect, not
 * the name, keeps work from being done twice. Throws when the queue cannot be reached; the caller's sweep makes that good.
 */
export interface TaskQueue {
  enqueue(task: Task): Promise<'enqueued' | 'already_named'>;
}

export interface Task<Kind extends string = string> {
  /** 1 to 500 letters, digits, hyphens or underscores. */
  name: string;
  kind: Kind;
  payload: EffectTask;
  /** Not before this instant; at once when left out. */
  notBefore?: Instant;
  /** X8. Sent along as the header `traceparent`, for the log of whoever stands before the function: the effect's own document says it, too. */
  trace?: string;
}

/** Every task says only which effect to perform: the effect's document is the data. */
export interface EffectTask {
  effectKey: string;
  dispatch: number;
}

/** How the queue of a kind of effect gives out its tasks; one queue per kind, so that a slow service delays only itself. */
export interface QueueFigures {
  /** Most tasks started per second, and most under way at once. */
  ratePerSecond: number;
  concurrency: number;
  /** The task is dead after this many attempts; the effect then too. */
  maxAttempts: number;
  minBackoff: Duration;
  maxBackoff: Duration;
  /** How long one attempt may take before the queue gives up on its answer: the function's time limit. */
  deadline: Duration;
}

export interface TaskRoute extends QueueFigures {
  /** Name of the queue; one queue per kind, so that a slow service delays only itself. */
  queue: string;
  /** The function that performs it, and its folder under functions/. */
  function: string;
}

/** Kind of task → where it is performed. */
export type TaskRoutes = Readonly<Record<string, TaskRoute>>;
