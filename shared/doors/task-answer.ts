import type { Duration } from '#kernel/time.ts';

/** Trying again cannot help: the task ends here and is on the record. */
export class TerminalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TerminalError';
  }
}

/** Worth another attempt, after `retryAfter` milliseconds if the other side said how long; else after the queue's own back-off. */
export class RetryError extends Error {
  readonly retryAfter: Duration | undefined;
  constructor(message: string, retryAfter?: Duration, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RetryError';
    this.retryAfter = retryAfter;
  }
}

export interface TaskAnswer {
  status: 200 | 500 | 503;
  headers: Record<string, string>;
  /** One word for people who read access logs; queues ignore it. */
  body: { outcome: 'done' | 'terminal' | 'retry' | 'failed' };
}

export type TaskLog = (severity: 'info' | 'warning' | 'error', message: string, data: { error: unknown }) => void;

/**
 * Runs a task's work and says to the queue what became of it. Never throws.
 *
 * Cloud Tasks retries every answer but 2xx and has no answer for "never again", so a terminal error is 200 and a logged fact.
 * 429 and 503 make it slow the whole queue down, and then "the retry specified in the Retry-After header is considered"
 * (google/cloud/tasks/v2/target.proto, HttpRequest). So 503 with Retry-After is kept for the case that the outside service
 * named a time: one queue serves one service, and slowing all of it is right. Every other retry is a plain 500, which only moves this
 * task by the queue's back-off and leaves its neighbours alone. Retry-After is whole seconds, rounded up. It is considered, not promised:
 * a task that must not run before a time has to look at the time itself. The embedded queue obeys it exactly.
 */
export async function answerTask(work: () => Promise<unknown>, log: TaskLog): Promise<TaskAnswer> {
  try {
    await work();
    return { status: 200, headers: {}, body: { outcome: 'done' } };
  } catch (error) {
    return answerToError(error, log);
  }
}

function answerToError(error: unknown, log: TaskLog): TaskAnswer {
  if (error instanceof TerminalError) {
    log('error', 'task given up', { error });
    return { status: 200, headers: {}, body: { outcome: 'terminal' } };
  }
  if (error instanceof RetryError) {
    log('warning', 'task to be tried again', { error });
    const seconds = Math.ceil((error.retryAfter ?? 0) / 1000);
    if (!(seconds > 0 && Number.isFinite(seconds))) return { status: 500, headers: {}, body: { outcome: 'retry' } };
    return { status: 503, headers: { 'retry-after': String(seconds) }, body: { outcome: 'retry' } };
  }
  log('error', 'task failed', { error });
  return { status: 500, headers: {}, body: { outcome: 'failed' } };
}
