import type { Duration, Instant } from '#kernel/time.ts';
import type { Cursor } from './cursor.ts';
import type { Feed } from './feed.ts';
import type { Logged } from './log.ts';
import { FeedLost } from './segment.ts';

/** What came after a place. */
interface Batch {
  events: readonly Logged[];
  cursor: Cursor;
  /** Something between may be missing: what is shown has to be read anew. */
  reset: boolean;
}

/** Where somebody wants to hear from: behind a cursor, since an instant of the store's clock, or from now on. */
export type From = { cursor: Cursor } | { since: Instant } | 'now';

/** One look at the store serves all who wait in this process; nobody waits, nobody looks. */
export interface Hub {
  /** At once where something is there or `wait` (ms on the wall) is 0, else once something comes; empty when the wait is over or whoever asked is gone. Throws when the store cannot be read. */
  next(from: From, wait: Duration, gone: AbortSignal): Promise<Batch>;
}

export interface HubTools {
  open: () => Promise<Feed>;
  /** Ms on the wall between two looks. */
  lookEvery: Duration;
  wall: () => number;
  sleep: (ms: number) => Promise<void>;
}

const MOST_EVENTS = 500;
/** In ms on the wall. Whoever comes after such a pause begins anew: all that happened meanwhile would be read for nobody. */
const LONGEST_PAUSE = 600_000;
/** What another instance has shown already this one sees at its next look; what it never sees is not of this store. */
const MOST_LOOKS = 4;

export function createHub(tools: HubTools): Hub {
  const { lookEvery, wall, sleep } = tools;
  const waiters = new Set<Waiter>();
  const looker = createLooker(tools);
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (let lost = 0; waiters.size > 0;) {
      const pause = lookEvery - looker.since();
      if (pause > 0) await sleep(pause);
      try {
        if (waiters.size > 0) await serve(waiters, looker, wall);
        lost = 0;
      } catch (error) {
        lost += 1;
        looker.drop();
        if (!(error instanceof FeedLost) || lost > 1) for (const waiter of waiters) waiter.fail(error);
      }
    }
  }

  return {
    async next(from, wait, gone) {
      return (
        looker.known(from) ??
        new Promise((resolve, reject) => {
          const leave = (waiter: Waiter): void => void waiters.delete(waiter);
          waiters.add(waiterFor({ from, until: wall() + wait, gone }, { resolve, reject, leave }));
          running ??= run().finally(() => (running = undefined));
        })
      );
    },
  };
}

async function serve(waiters: ReadonlySet<Waiter>, looker: Looker, wall: () => number): Promise<void> {
  for (const waiter of waiters) waiter.looks += 1;
  const feed = await looker.look();
  for (const waiter of waiters) {
    const batch = await batchFor(feed, waiter);
    if (batch !== undefined) waiter.settle(batch);
    else if (waiter.gone.aborted || wall() >= waiter.until) waiter.settle(nothing(waiter, feed));
  }
}

interface Waiter {
  from: From;
  until: number;
  gone: AbortSignal;
  /** How many looks began since it came. */
  looks: number;
  settle: (batch: Batch) => void;
  fail: (error: unknown) => void;
}

interface Settling {
  resolve: (batch: Batch) => void;
  reject: (error: unknown) => void;
  leave: (waiter: Waiter) => void;
}

function waiterFor(given: Pick<Waiter, 'from' | 'until' | 'gone'>, { resolve, reject, leave }: Settling): Waiter {
  const end = (): void => {
    leave(waiter);
    given.gone.removeEventListener('abort', onGone);
  };
  const waiter: Waiter = {
    ...given,
    looks: 0,
    settle: (batch) => (end(), resolve(batch)),
    fail: (error) => (end(), reject(error)),
  };
  const onGone = (): void => waiter.settle(nothing(waiter, undefined));
  given.gone.addEventListener('abort', onGone);
  return waiter;
}

interface Looker {
  look(): Promise<Feed>;
  /** What was read when something failed may be in no list: the next look begins anew. */
  drop(): void;
  /** Ms on the wall since the last look began. */
  since(): number;
  /** What is known already costs nobody a look. */
  known(from: From): Batch | undefined;
}

function createLooker({ open, lookEvery, wall }: HubTools): Looker {
  let feed: Feed | undefined;
  let lookedAt = -Infinity;
  return {
    async look() {
      if (wall() - lookedAt > LONGEST_PAUSE) feed = undefined;
      lookedAt = wall();
      feed ??= await open();
      await feed.look();
      return feed;
    },
    drop: () => void (feed = undefined),
    since: () => wall() - lookedAt,
    known(from) {
      if (feed === undefined || wall() - lookedAt > 2 * lookEvery) return undefined;
      if (from === 'now' || 'since' in from) return batchOf(feed, from);
      const events = feed.since(from.cursor, MOST_EVENTS);
      return events === undefined ? undefined : batchBehind(events);
    },
  };
}

function nothing({ from }: Pick<Waiter, 'from'>, feed: Feed | undefined): Batch {
  const cursor = typeof from === 'object' && 'cursor' in from ? from.cursor : (feed?.end() ?? { key: '', newest: 0 });
  return { events: [], cursor, reset: false };
}

/** Undefined: nothing for it yet. */
async function batchFor(feed: Feed, { from, looks }: Waiter): Promise<Batch | undefined> {
  if (from === 'now' || 'since' in from) return batchOf(feed, from);
  const { cursor } = from;
  const events = feed.since(cursor, MOST_EVENTS) ?? ((await feed.reach(cursor)) ? feed.since(cursor, MOST_EVENTS) : undefined);
  if (events === undefined || (cursor.key > feed.end().key && looks >= MOST_LOOKS)) return { events: [], cursor: feed.end(), reset: true };
  return batchBehind(events);
}

function batchOf(feed: Feed, from: Exclude<From, { cursor: Cursor }>): Batch {
  const events = from === 'now' ? [] : feed.sinceTime(from.since);
  return { events: events ?? [], cursor: feed.end(), reset: events === undefined };
}

function batchBehind(events: readonly Logged[]): Batch | undefined {
  const last = events.at(-1);
  return last === undefined ? undefined : { events, cursor: { key: last.key, newest: last.newest }, reset: false };
}
