import { AsyncLocalStorage } from 'node:async_hooks';
import { createAgenda } from './agenda.ts';
import type { Record } from './record.ts';

/**
 * One incarnation of a handler, from its call to its answer. Dead, it never goes on: its promise is abandoned, and whatever it still
 * asks of a port is never answered.
 */
export interface Life {
  id: number;
  name: string;
  dead: boolean;
  /** Promises that it changes nothing, such as looking at a page. */
  readOnly: boolean;
  /** Calls of ports that are at work for it. */
  inside: number;
  die(): void;
  /** It will not go on before this instant; its caller may lose patience. */
  sleeps?: (until: number) => void;
}

export type Ended<T> = { how: 'answered'; value: T } | { how: 'threw'; error: unknown } | { how: 'died' };

/** Virtual time, and everything that happens in it, one thing at a time. */
export interface Clockwork {
  time: { now: number };
  /** Steps taken so far. */
  steps: number;
  /** At this instant, or as soon as what is before it has happened. */
  at(when: number, act: () => void): void;
  after(delay: number, act: () => void): void;
  spawn<T>(name: string, work: () => Promise<T>, over: (ended: Ended<T>) => void, readOnly?: boolean): Life;
  current(): Life | undefined;
  /** Living incarnations. */
  living: ReadonlySet<Life>;
  /** Lets others go first; resolves when it is this one's turn, and never when it has died meanwhile. */
  pause(life: Life, delay: number): Promise<void>;
  /** Real work of a port whose end is not ours to schedule (SQLite's own turn); the next step waits for it. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  /** How much is still to happen. */
  pending(): number;
  /** When the next thing happens. */
  nextAt(): number | undefined;
  /** The next thing, and all that follows from it at once. False when there is none. */
  step(): Promise<boolean>;
  /** Time goes on without anything happening. */
  passTo(instant: number): void;
  /** Whatever is going on by itself comes to rest. */
  quiet(): Promise<void>;
  /** The first error of the simulation itself. */
  broken: Error | undefined;
}

const never = new Promise<never>(() => undefined);

export function createClockwork(start: number, record: Record): Clockwork {
  const agenda = createAgenda();
  const lives = new AsyncLocalStorage<Life>();
  const living = new Set<Life>();
  let working = 0;
  const isWorking = (): boolean => working > 0;
  let ids = 0;
  const self: Clockwork = {
    time: { now: start },
    steps: 0,
    broken: undefined,
    living,
    at: (when, act) => agenda.add(when, act),
    after: (delay, act) => agenda.add(self.time.now + delay, act),
    current: () => lives.getStore(),
    spawn(name, work, over, readOnly = false) {
      const life: Life = { id: (ids += 1), name, dead: false, readOnly, inside: 0, die: () => end({ how: 'died' }) };
      const end = (ended: Parameters<typeof over>[0]): void => {
        if (life.dead) return;
        life.dead = true;
        living.delete(life);
        record.line(`${self.time.now} ${life.id} ${name} ${ended.how}`);
        try {
          over(ended);
        } catch (error) {
          self.broken ??= error instanceof Error ? error : new Error(String(error));
        }
      };
      living.add(life);
      record.line(`${self.time.now} ${life.id} ${name} begins`);
      lives
        .run(life, work)
        .then((value) => end({ how: 'answered', value }))
        .catch((error: unknown) => end({ how: 'threw', error }));
      return life;
    },
    async pause(life, delay) {
      if (life.dead) return never;
      // Inside of another call's work, such as a transaction's function: there is no turn to wait for.
      if (life.inside > 0) return undefined;
      await new Promise<void>((resolve) => agenda.add(self.time.now + delay, () => (life.dead ? undefined : resolve())));
    },
    async busy(work) {
      const life = lives.getStore();
      working += 1;
      if (life !== undefined) life.inside += 1;
      try {
        return await work();
      } finally {
        working -= 1;
        if (life !== undefined) life.inside -= 1;
      }
    },
    pending: () => agenda.size(),
    nextAt: () => agenda.next()?.at,
    async step() {
      const entry = agenda.next();
      if (entry === undefined) return false;
      agenda.take();
      self.steps += 1;
      self.passTo(entry.at);
      entry.act();
      await self.quiet();
      return true;
    },
    passTo: (instant) => void (self.time.now = Math.max(self.time.now, instant)),
    async quiet() {
      await promisesSettled();
      while (isWorking()) await turnOfLoop();
    },
  };
  return self;
}

/** What waits for nothing but promises runs to where it waits for more: Node takes the next tick when no promise is left to go on. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** Timers and files have their turn too. */
function turnOfLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
