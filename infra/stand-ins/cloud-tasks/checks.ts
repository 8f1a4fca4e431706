import { randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { DAY, MINUTE, SECOND, type Duration, type Instant } from '#kernel/time.ts';
import { millisecondsOf, Refusal, type IQueue, type ITask } from './protocol.ts';

export interface QueueFigures {
  ratePerSecond: number;
  concurrency: number;
  /** -1: for ever. */
  maxAttempts: number;
  minBackoff: Duration;
  maxBackoff: Duration;
  maxDoublings: number;
}

export interface CheckedTask {
  name: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  audience: string;
  email: string;
  scheduledAt: Instant;
  deadline: Duration;
}

const TASK = /^projects\/[A-Za-z0-9.:-]+\/locations\/[a-z0-9-]+\/queues\/[A-Za-z0-9-]{1,100}\/tasks\/[A-Za-z0-9_-]{1,500}$/;
const QUEUE = /^projects\/[A-Za-z0-9.:-]+\/locations\/[a-z0-9-]+\/queues\/[A-Za-z0-9-]{1,100}$/;
const LARGEST_TASK = 100 * 1024;

/**
 * Refuses what Cloud Tasks refuses. `quick` is for tests: deadlines under 15 s are allowed, and back-offs are not cut to whole seconds.
 */
export function checkTask(parent: string, task: ITask, now: Instant, quick: boolean): CheckedTask {
  const name =
    task.name === undefined || task.name === null || task.name === '' ? `${parent}/tasks/${randomBytes(10).toString('hex')}` : task.name;
  if (!TASK.test(name) || !name.startsWith(`${parent}/tasks/`))
    throw invalid('the task name is not of the right form, or of another queue');
  const http = task.httpRequest;
  const url = http?.url ?? '';
  if (!/^https?:\/\//.test(url)) throw invalid('HttpRequest.url must begin with http:// or https://');
  const scheduledAt = Math.max(now, millisecondsOf(task.scheduleTime) ?? now);
  if (scheduledAt > now + 30 * DAY) throw invalid('the schedule time is more than 30 days ahead');
  const deadline = millisecondsOf(task.dispatchDeadline) ?? 10 * MINUTE;
  if ((deadline < 15 * SECOND && !quick) || deadline > 30 * MINUTE) throw invalid('the dispatch deadline must be between 15 s and 30 min');
  const body = typeof http?.body === 'string' ? Buffer.from(http.body, 'base64') : (http?.body ?? new Uint8Array());
  if (body.length > LARGEST_TASK) throw invalid('the task is too large');
  const email = http?.oidcToken?.serviceAccountEmail ?? '';
  if (email === '') throw invalid('this stand-in sends only tasks with an OIDC token');
  return { name, url, headers: { ...http?.headers }, body, audience: http?.oidcToken?.audience || url, email, scheduledAt, deadline };
}

/** Google's defaults where nothing was said. */
export function checkQueue(queue: IQueue, quick: boolean): { name: string; figures: QueueFigures } {
  const name = queue.name ?? '';
  if (!QUEUE.test(name)) throw invalid('the queue name is not of the right form');
  const { rateLimits: limits, retryConfig: retry } = queue;
  const seconds = (length: Duration): Duration => (quick ? length : Math.floor(length / SECOND) * SECOND);
  const figures: QueueFigures = {
    ratePerSecond: limits?.maxDispatchesPerSecond || 500,
    concurrency: limits?.maxConcurrentDispatches || 1000,
    maxAttempts: retry?.maxAttempts || 100,
    minBackoff: seconds(millisecondsOf(retry?.minBackoff) ?? 100),
    maxBackoff: seconds(millisecondsOf(retry?.maxBackoff) ?? 3600 * SECOND),
    maxDoublings: retry?.maxDoublings || 16,
  };
  if (figures.ratePerSecond > 500 || figures.concurrency > 5000) throw invalid('at most 500 per second and 5000 at once');
  return { name, figures };
}

function invalid(message: string): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, message);
}
