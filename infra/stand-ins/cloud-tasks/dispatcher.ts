import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE, type Duration, type Instant } from '#kernel/time.ts';
import { createPoster, type Poster, type PostOutcome } from '#platform/embedded/queue-attempt.ts';
import { settleTask, type HeldQueue, type HeldTask } from './held-queue.ts';

export interface DispatcherOptions {
  queues: Map<string, HeldQueue>;
  token: (audience: string, email: string) => Promise<string>;
  now: () => Instant;
  /** How long an ended task's name is refused. */
  tombstone: Duration;
  /** Whether an answered task is delivered once more. */
  duplicate: () => boolean;
}

/** The clock that was given may run faster than the wall's (E4), so it is never slept through. */
const LOOK_AGAIN_AFTER = 50;

/** Sends what is due. In memory, so a plain look over all tasks is good enough. */
export interface Dispatcher {
  wake(): void;
  /** Deliveries under way may take `grace` milliseconds more. */
  stop(grace: Duration): Promise<void>;
}

interface Works extends DispatcherOptions {
  poster: Poster;
  /** No new deliveries. */
  stopping: boolean;
  stopped: AbortController;
  underWay: Set<Promise<void>>;
  timer: NodeJS.Timeout | undefined;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const works: Works = {
    ...options,
    poster: createPoster(),
    stopping: false,
    stopped: new AbortController(),
    underWay: new Set(),
    timer: undefined,
  };
  return {
    wake: () => look(works),
    async stop(grace) {
      works.stopping = true;
      clearTimeout(works.timer);
      await Promise.race([Promise.all(works.underWay), sleep(grace, undefined, { ref: false })]);
      works.stopped.abort();
      works.poster.close();
    },
  };
}

function look(works: Works): void {
  if (works.stopping) return;
  clearTimeout(works.timer);
  const sleeps = [...works.queues.values()].map((queue) => fill(works, queue));
  works.timer = setTimeout(look, Math.min(MINUTE, ...sleeps), works);
}

/** Starts what may start in one queue; gives the milliseconds until it is worth looking again. */
function fill(works: Works, queue: HeldQueue): Duration {
  const clock = performance.now();
  const waiting = [...queue.tasks.values()].filter((task) => !task.underWay).toSorted((one, other) => one.scheduledAt - other.scheduledAt);
  for (const task of waiting) {
    if (queue.underWay >= queue.figures.concurrency) return MINUTE;
    const early = task.scheduledAt - works.now();
    if (early > 0) return Math.min(Math.ceil(early), LOOK_AGAIN_AFTER);
    const wait = queue.pace.wait(clock);
    if (wait > 0) return wait;
    queue.pace.take(1, clock);
    queue.underWay += 1;
    task.underWay = true;
    task.dispatches += 1;
    const delivered = attempt(works, queue, task);
    works.underWay.add(delivered);
    void delivered.finally(() => works.underWay.delete(delivered));
  }
  return MINUTE;
}

async function attempt(works: Works, queue: HeldQueue, task: HeldTask): Promise<void> {
  const outcome = await send(works, queue, task);
  if (works.stopped.signal.aborted) return;
  settleTask(queue, task, outcome, works.now(), works.duplicate(), works.tombstone);
  look(works);
}

async function send(works: Works, queue: HeldQueue, task: HeldTask): Promise<PostOutcome> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), task.deadline);
  try {
    const token = await works.token(task.audience, task.email);
    const headers = { ...task.headers, ...headersOf(queue, task), authorization: `Bearer ${token}` };
    return await works.poster.post({
      url: task.url,
      headers,
      body: task.body,
      signal: AbortSignal.any([deadline.signal, works.stopped.signal]),
    });
  } catch {
    return { error: 'no token' };
  } finally {
    clearTimeout(timer);
  }
}

function headersOf(queue: HeldQueue, task: HeldTask): Record<string, string> {
  return {
    'user-agent': 'Google-Cloud-Tasks',
    'x-cloudtasks-queuename': lastPart(queue.name),
    'x-cloudtasks-taskname': lastPart(task.name),
    'x-cloudtasks-taskretrycount': String(task.dispatches - 1),
    'x-cloudtasks-taskexecutioncount': String(task.executions),
    'x-cloudtasks-tasketa': (task.scheduledAt / 1000).toFixed(6),
    ...(task.previous === undefined ? {} : { 'x-cloudtasks-taskpreviousresponse': task.previous }),
  };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
