import type { Duration, Instant } from '#kernel/time.ts';
import type { TaskRoute } from '#kernel/task-queue.ts';
import { retryAfter } from '#platform/embedded/queue-pace.ts';
import { createPoster } from '#platform/embedded/queue-attempt.ts';
import type { StoredTask } from '#platform/embedded/queue-rows.ts';

export interface DeliveryOptions {
  target: (functionName: string) => string;
  token: (audience: string) => Promise<string>;
  /** The audience of a function's tokens; its URL without query when left out. */
  audience?: (functionName: string) => string;
  now: () => Instant;
}

/** `answered`: something came back, and it was no 5xx. `asked`: the wait that the answer asked for. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'failed'; error: string; answered: boolean; asked: Duration | undefined }
  | { kind: 'broken_off' };

/** One attempt at one task over HTTP. Never throws. */
export interface Delivery {
  attempt(task: StoredTask, route: TaskRoute): Promise<Outcome>;
  /** Breaks off what is under way: those attempts end as `broken_off`. */
  breakOff(): void;
  close(): void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const poster = createPoster();
  const underWay = new Set<AbortController>();
  let stopping = false;

  async function attempt(task: StoredTask, route: TaskRoute): Promise<Outcome> {
    const controller = new AbortController();
    underWay.add(controller);
    const deadline = setTimeout(() => controller.abort(), route.deadline);
    try {
      const outcome = await deliver(task, route, controller.signal);
      return stopping && controller.signal.aborted ? { kind: 'broken_off' } : outcome;
    } catch (error) {
      if (stopping && controller.signal.aborted) return { kind: 'broken_off' };
      const cause = error instanceof Error ? error.name : 'unknown';
      return { kind: 'failed', error: `not sent: ${cause}`, answered: false, asked: undefined };
    } finally {
      clearTimeout(deadline);
      underWay.delete(controller);
    }
  }

  async function deliver(task: StoredTask, route: TaskRoute, signal: AbortSignal): Promise<Outcome> {
    const url = options.target(route.function);
    const audience = options.audience?.(route.function) ?? withoutQuery(url);
    const token = await unlessAborted(options.token(audience), signal);
    const outcome = await poster.post({ url, headers: headersOf(task, token), body: task.payload, signal });
    if ('error' in outcome) return { kind: 'failed', error: outcome.error, answered: false, asked: undefined };
    const { status } = outcome;
    if (status >= 200 && status <= 299) return { kind: 'done' };
    return { kind: 'failed', error: `answered ${status}`, answered: status < 500, asked: retryAfter(outcome.retryAfter, options.now()) };
  }

  function breakOff(): void {
    stopping = true;
    for (const controller of underWay) controller.abort();
  }
  return { attempt, breakOff, close: () => poster.close() };
}

/** The same headers as Cloud Tasks: it too leaves answers of 5xx out of the execution count. */
function headersOf(task: StoredTask, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'user-agent': 'Rehearsal-Queue',
    'x-cloudtasks-queuename': task.queue,
    'x-cloudtasks-taskname': task.name,
    'x-cloudtasks-taskretrycount': String(task.attempts - 1),
    'x-cloudtasks-taskexecutioncount': String(task.answers),
    'x-cloudtasks-tasketa': (task.dueAt / 1000).toFixed(3),
  };
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no token before the deadline')), { once: true });
    work.then(resolve, reject);
  });
}
