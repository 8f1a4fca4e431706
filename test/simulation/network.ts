import type { Situation } from './situation-names.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import type { Clockwork, Ended } from './engine/clockwork.ts';
import type { Dice } from './engine/dice.ts';
import type { Weather } from './engine/weather.ts';
import type { Answered } from './outside/http.ts';
import { entryOf } from '#kernel/tables.ts';
import type { TaskQueue, Task, TaskRoute } from '#kernel/task-queue.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Network {
  /** On the way: once, twice, late, or never. */
  post(name: string, send: () => void): void;
  /** Delivered until it is taken: the queue's own manners. */
  queue: TaskQueue;
  doorbell(requestId: string, version: number): void;
  /** A person or a program calls; undefined when nothing comes back. */
  call(name: string, work: () => Promise<Answered>, over: (answer: Answered | undefined) => void, readOnly?: boolean): void;
}

export interface NetworkTools {
  clockwork: Clockwork;
  dice: Dice;
  weather: Weather;
  seen: (what: Situation) => void;
  /** What the function of the task answers. */
  perform: (task: Task) => Promise<Answered>;
  ring: (subject: string) => Promise<void>;
  /** It has taken a task. */
  enqueued: (task: Task) => void;
}

export function createNetwork(dependencies: NetworkTools): Network {
  const names = new Set<string>();
  const { clockwork } = dependencies;
  return {
    post: (name, send) => post(dependencies, name, send),
    queue: {
      async enqueue(task) {
        if (names.has(task.name)) return 'already_named';
        names.add(task.name);
        dependencies.enqueued(task);
        const wait = Math.max(0, (task.notBefore ?? 0) - clockwork.time.now);
        clockwork.after(wait, () => post(dependencies, `task ${task.kind}`, () => deliver(dependencies, task, 1)));
        return 'enqueued';
      },
    },
    doorbell: (requestId, version) => {
      const subject = `documents/requests/${requestId}/timeline/${String(version).padStart(6, '0')}`;
      post(dependencies, 'doorbell', () => ring(dependencies, subject, 1));
    },
    call: (name, work, over, readOnly) => call(dependencies, name, work, over, readOnly),
  };
}

function post({ clockwork, dice, weather, seen }: NetworkTools, name: string, send: () => void): void {
  const { drop, duplicate, delay } = weather.plan;
  const [lost, twice, late] = [dice.next(), dice.next(), dice.next()];
  const travel = (): number => {
    if (weather.has('delay') && late < delay) {
      const hours = dice.chance(0.3) ? 26 : 1;
      const by = dice.between(MINUTE, hours * HOUR);
      if (by > 20 * HOUR) seen('a delivery was most of a day late');
      return by;
    }
    return 20 + dice.below(weather.calm ? 200 : 3_000);
  };
  if (weather.has('drop') && lost < drop) {
    seen(name === 'doorbell' ? 'a doorbell was lost' : 'a task was lost after it was accepted');
    return;
  }
  clockwork.after(travel(), send);
  if (!weather.has('duplicate') || twice >= duplicate) return;
  seen(name === 'doorbell' ? 'a doorbell rang twice' : 'a task was delivered twice');
  clockwork.after(travel(), send);
}

/** Most of its tries end the queue's patience; the sweep sees to the rest. */
function deliver(dependencies: NetworkTools, task: Task, attempt: number): void {
  const { clockwork, seen } = dependencies;
  const route = entryOf<TaskRoute>(taskRoutes, task.kind, 'kind of task');
  const again = (): void => {
    if (attempt >= route.maxAttempts) return seen('a queue gave a task up');
    const wait = Math.min(route.maxBackoff, route.minBackoff * 2 ** (attempt - 1));
    clockwork.after(wait, () => deliver(dependencies, task, attempt + 1));
  };
  let waits = true;
  const began = clockwork.time.now;
  const life = clockwork.spawn(
    `task ${task.payload.effectKey}#${task.payload.dispatch}`,
    () => dependencies.perform(task),
    (ended) => {
      if (!waits) return;
      waits = false;
      if (ended.how !== 'answered' || ended.value.status !== 200) again();
    },
  );
  life.sleeps = (until) => {
    if (until - began <= route.deadline) return;
    clockwork.at(began + route.deadline, () => {
      if (!waits) return;
      waits = false;
      seen('a task was delivered again while its first worker was still at it');
      again();
    });
  };
}

function ring(dependencies: NetworkTools, subject: string, attempt: number): void {
  const { clockwork } = dependencies;
  clockwork.spawn(
    `doorbell ${subject}`,
    () => dependencies.ring(subject),
    (ended) => {
      if (ended.how !== 'answered' && attempt < 10)
        clockwork.after(10 * SECOND * 2 ** (attempt - 1), () => ring(dependencies, subject, attempt + 1));
    },
  );
}

function call(
  { clockwork, dice, weather, seen }: NetworkTools,
  name: string,
  work: () => Promise<Answered>,
  over: (answer: Answered | undefined) => void,
  readOnly = false,
): void {
  const [lost, half] = [dice.next(), dice.next()];
  const loses = weather.has('drop') && lost < weather.plan.drop / 2;
  const said = { once: false };
  const hear = (answer: Answered | undefined): void => {
    if (said.once) return;
    said.once = true;
    over(answer);
  };
  if (loses && half < 0.5) {
    clockwork.after(10 * SECOND, () => hear(undefined));
    return;
  }
  const ended = (end: Ended<Answered>): void => {
    if (loses) seen('an answer to a person or a program was lost');
    hear(end.how === 'answered' && !loses ? end.value : undefined);
  };
  const life = clockwork.spawn(name, work, ended, readOnly);
  life.sleeps = (until) => clockwork.at(Math.min(until, clockwork.time.now + MINUTE), () => hear(undefined));
}
