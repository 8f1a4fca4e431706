import { MINUTE, SECOND, type Duration } from '#kernel/time.ts';
import type { TaskRoutes } from '#kernel/task-queue.ts';
import type { Delivery } from '#platform/embedded/queue-delivery.ts';
import { adoptOldTasks, lanesOf, type Lane } from '#platform/embedded/queue-lanes.ts';
import { bury, settle, type Settling } from '#platform/embedded/queue-settle.ts';
import type { StoredTask } from '#platform/embedded/queue-rows.ts';

export interface DispatchOptions extends Settling {
  routes: TaskRoutes;
  delivery: Delivery;
}

/** Starts due tasks as rate and places allow, and has what became of them written down. */
export interface Dispatch {
  start(): void;
  /** Something may be due: look at the end of this turn of the event loop. */
  wake(): void;
  underWay(): number;
  /** Starts nothing more; resolves when nothing is under way. What is left after `limit` real milliseconds is broken off. */
  stop(limit: Duration): Promise<void>;
}

interface Works extends DispatchOptions {
  lanes: Lane[];
  attempts: Set<Promise<void>>;
  running: boolean;
  woken: boolean;
  timer: NodeJS.Timeout | undefined;
  purgedAt: number;
}

/** Looked at least this often, whatever the clock does. */
const LONGEST_SLEEP = MINUTE;
/** After the disk refused: real milliseconds until the next try. */
const FAULT_PAUSE = SECOND;

export function createDispatch(options: DispatchOptions): Dispatch {
  const works: Works = {
    ...options,
    lanes: lanesOf(options.routes),
    attempts: new Set(),
    running: false,
    woken: false,
    timer: undefined,
    purgedAt: -Infinity,
  };
  return {
    start() {
      works.tables.recover(works.now());
      adoptOldTasks(works.tables, works.routes, (task) => bury(works, task, 'its kind is not in the task table'));
      works.running = true;
      wake(works);
    },
    wake: () => wake(works),
    underWay: () => works.attempts.size,
    async stop(limit) {
      works.running = false;
      clearTimeout(works.timer);
      const breaker = setTimeout(() => works.delivery.breakOff(), limit);
      await Promise.all(works.attempts);
      clearTimeout(breaker);
    },
  };
}

function wake(works: Works): void {
  if (!works.running || works.woken) return;
  works.woken = true;
  setImmediate(look, works);
}

function look(works: Works): void {
  works.woken = false;
  if (!works.running) return;
  clearTimeout(works.timer);
  let sleep: Duration = LONGEST_SLEEP;
  try {
    purgeNowAndThen(works);
    for (const lane of works.lanes) sleep = Math.min(sleep, fill(works, lane));
  } catch (error) {
    works.onFault(error);
    sleep = FAULT_PAUSE;
  }
  works.timer = setTimeout(wake, sleep, works);
}

function purgeNowAndThen(works: Works): void {
  const clock = performance.now();
  if (clock - works.purgedAt < SECOND) return;
  works.purgedAt = clock;
  works.tables.purge(works.now());
}

/** Starts what may start in one lane; gives the real milliseconds until it is worth looking again. */
function fill(works: Works, lane: Lane): Duration {
  const { tables, routes } = works;
  const clock = performance.now();
  const places = Math.min(lane.concurrency - lane.underWay, lane.pace.available(clock));
  if (places > 0) {
    const due = tables.due(lane.queue, works.now(), places);
    const isWorn = (task: StoredTask): boolean => task.attempts >= (routes[task.kind]?.maxAttempts ?? 0);
    for (const task of due.filter(isWorn)) bury(works, task, 'the process ended during the last attempt');
    const fresh = due.filter((task) => !isWorn(task));
    tables.begin(fresh);
    lane.pace.take(fresh.length, clock);
    for (const task of fresh) track(works, lane, { ...task, attempts: task.attempts + 1 });
  }
  const next = lane.underWay < lane.concurrency ? tables.nextDue(lane.queue) : undefined;
  if (next === undefined) return LONGEST_SLEEP;
  return Math.max(lane.pace.wait(clock), Math.ceil((next - works.now()) / works.timeScale), 0);
}

function track(works: Works, lane: Lane, task: StoredTask): void {
  lane.underWay += 1;
  const attempt = perform(works, task).finally(() => {
    lane.underWay -= 1;
    works.attempts.delete(attempt);
    wake(works);
  });
  works.attempts.add(attempt);
}

async function perform(works: Works, task: StoredTask): Promise<void> {
  const route = works.routes[task.kind];
  if (route === undefined) return;
  const outcome = await works.delivery.attempt(task, route);
  for (;;) {
    try {
      return settle(works, task, route, outcome);
    } catch (error) {
      works.onFault(error);
      // Not written down: the next start finds it running and gives it another attempt.
      if (!works.running) return;
      await new Promise((resolve) => setTimeout(resolve, FAULT_PAUSE));
    }
  }
}
