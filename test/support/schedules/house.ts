import { createHash } from 'node:crypto';
import { keepSchedule } from '#contexts/schedules/app/keep.ts';
import { changeSchedule, commandSchedule, makeSchedule, readSchedule, type ScheduleOutcome } from '#contexts/schedules/app/schedules.ts';
import { storedSchedules } from '#contexts/schedules/app/stored-schedules.ts';
import { takeUpSchedules } from '#contexts/schedules/app/sweep.ts';
import type { ScheduleAsked } from '#contexts/schedules/domain/commands.ts';
import type { Outcome, Plan, ScheduleState } from '#contexts/schedules/domain/state.ts';
import { scheduleCollections, type ScheduleTables } from '#contexts/schedules/documents.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import type { ScheduleKernel } from '#contexts/schedules/ports/store.ts';
import { everyEntry } from '#kernel/app/check-stored.ts';
import { anyOf } from '#kernel/app/handle.ts';
import { performEffect } from '#kernel/app/perform.ts';
import { takeUpOverdue } from '#kernel/app/sweep.ts';
import { checkRecord, type RecordFault } from '#kernel/check-record.ts';
import { kernelCollections, type KernelTables } from '#kernel/store/documents.ts';
import type { Store } from '#kernel/store/port.ts';
import { sumOf } from '#kernel/store/sum.ts';
import type { CollectionsAs } from '#kernel/store/tables.ts';
import type { Task } from '#kernel/task-queue.ts';
import { MINUTE, SECOND, type Duration, type Instant } from '#kernel/time.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { openKettles, type Kettles } from '#test/support/schedules/kettles.ts';

type Tables = KernelTables & ScheduleTables;
const collections: CollectionsAs<Tables> = sumOf([kernelCollections, scheduleCollections]);
const operator = { kind: 'system', part: 'operators' } as const;
const settings = { shortestGap: MINUTE, lateAfter: 5 * MINUTE, mostMadeGood: 3 };

/** How tasks reach whoever performs them. */
interface Delivery {
  /** Of each task. */
  times?: number;
  /** Whether this one is lost. */
  loses?: (task: Task) => boolean;
}

export interface ScheduleHouse {
  store: Store<Tables>;
  kettles: Kettles;
  now(): Instant;
  /** Puts the clock to a time, and performs nothing: whoever should have was down. */
  sleepUntil(at: Instant): void;
  /** Performs what falls due until then. */
  pass(time: Duration, delivery?: Delivery): Promise<void>;
  make(plan: Partial<Plan>, id?: string): Promise<ScheduleOutcome>;
  change(plan: Plan, id?: string): Promise<ScheduleOutcome | undefined>;
  ask(asked: ScheduleAsked, id?: string): Promise<ScheduleOutcome | undefined>;
  state(id?: string): Promise<ScheduleState>;
  outcomes(id?: string): Promise<string[]>;
  sweep(): Promise<number>;
  faults(id?: string): Promise<RecordFault[]>;
  close(): Promise<void>;
}

/** `more`: what it can start beside kettles. */
interface Furnishing {
  path?: string;
  kettles?: Kettles;
  more?: (now: () => Instant) => Starters;
}

export const daily: Plan = {
  timing: { cron: '0 9 * * *', timeZone: 'Europe/London' },
  starts: { kind: 'kettle', input: { cups: 2 } },
  overlaps: 'skip',
  missed: 'run_once',
};

/** A house that boils kettles at times, on a store in a file or in memory. */
export function openScheduleHouse(
  from: Instant,
  { path = ':memory:', kettles = openKettles(), more = () => ({}) }: Furnishing = {},
): ScheduleHouse {
  let clock = from;
  let commands = 0;
  const tasks: Task[] = [];
  const store = openSqliteStore<Tables>({ collections, path, now: () => clock });
  const kernel = kernelOf(store, tasks);
  const starters: Starters = { kettle: kettles.starter(() => clock), ...more(() => clock) };
  const asking = (schedule: string) => ({ schedule, by: operator, id: `asked:${clock}:${(commands += 1)}` });
  const state = async (id = 'tea'): Promise<ScheduleState> => {
    const found = await readSchedule({ store }, id);
    if (found === undefined) throw new Error(`there is no schedule ${id}`);
    return found.state;
  };
  const perform = async (task: Task): Promise<void> => {
    const answer = await performEffect(kernel, 'keep_schedule', task.payload, async ({ key, effect, now, attempt }) => {
      const again = await keepSchedule(kernel, starters, {
        schedule: (effect as unknown as { schedule: string }).schedule,
        key,
        now,
        attempt,
      });
      return again === undefined ? { result: 'done' } : { result: 'again', after: again };
    });
    if (answer.answer === 'later') tasks.push({ ...task, notBefore: clock + answer.afterMs });
  };
  return {
    store,
    kettles,
    now: () => clock,
    sleepUntil(at) {
      clock = at;
    },
    async pass(time, { times = 1, loses = () => false } = {}) {
      const until = clock + time;
      for (;;) {
        const due = tasks.filter(({ notBefore }) => (notBefore ?? 0) <= until).toSorted((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0));
        const [task] = due;
        if (task === undefined) break;
        tasks.splice(tasks.indexOf(task), 1);
        clock = Math.max(clock, task.notBefore ?? 0);
        if (!loses(task)) await Promise.all(Array.from({ length: times }, () => perform(task)));
      }
      clock = Math.max(clock, until);
    },
    make: (plan, id = 'tea') => makeSchedule(kernel, starters, asking(id), { ...daily, ...plan }, 'grace'),
    change: (plan, id = 'tea') => changeSchedule(kernel, starters, asking(id), plan, 'grace'),
    ask: (asked, id = 'tea') => commandSchedule(kernel, asking(id), asked),
    state,
    outcomes: async (id) => (await state(id)).outcomes.map(textOf),
    sweep: async () => (await takeUpOverdue(kernel)) + (await takeUpSchedules(kernel, store, String((commands += 1)))),
    async faults(id = 'tea') {
      const document = await readSchedule({ store }, id);
      const entries = await everyEntry((place) => store.query({ index: 'scheduleTimelineInOrder', equal: {}, parent: id, ...place }));
      return document === undefined ? [] : checkRecord(kernel, storedSchedules, document, entries);
    },
    close: () => store.close(),
  };
}

function kernelOf(store: Store<Tables>, tasks: Task[]): ScheduleKernel {
  return {
    store,
    queue: {
      enqueue: async (task) => {
        tasks.push(task);
        return 'enqueued' as const;
      },
    },
    rules: { schedules: settings },
    timeScale: 1,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: () => undefined,
    effects: {
      keep_schedule: {
        maxAttempts: 10,
        minBackoff: SECOND,
        maxBackoff: MINUTE,
        deadline: MINUTE,
        subjects: [],
        replays: 6,
        onGivenUp: () => undefined,
      },
    },
    processes: { schedule: anyOf(storedSchedules) },
  };
}

function clockText(at: Instant): string {
  return new Date(at).toISOString().slice(0, 16);
}

function textOf(one: Outcome): string {
  if (one.outcome === 'missed') return `missed ${one.count} until ${clockText(one.last.at)}: ${one.why}`;
  const due = clockText(one.occurrence.at);
  if (one.outcome === 'started') return `started ${due}${one.over === undefined ? '' : `, ${one.over.how}`}`;
  return `${one.outcome} ${due}: ${one.why}`;
}
