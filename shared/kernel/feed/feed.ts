import type { Collections } from '#kernel/store/collections.ts';
import { append } from '#kernel/lists.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import type { Cursor } from './cursor.ts';
import { createLog, type FeedLog, type Logged } from './log.ts';
import { pagesOf, type FeedStore, type Found } from './pages.ts';
import { NEAR, openSegment, type Segment } from './segment.ts';

/** What happened, of all processes, in one order that everybody sees alike: that of the commits. */
export interface Feed {
  /** Reads what is new. Whether some of it has to wait for the next look. */
  look(): Promise<boolean>;
  since(cursor: Cursor, limit: number): Logged[] | undefined;
  /** What was begun at this instant or later; undefined where not all of that is here. */
  sinceTime(at: Instant): Logged[] | undefined;
  end(): Cursor;
  /** Reads back to where this cursor stands; false where that is too much. */
  reach(cursor: Cursor): Promise<boolean>;
}

export interface FeedTools {
  store: FeedStore;
  collections: Pick<Collections, 'places'>;
  timeScale: number;
}

/** In ms on the wall. A commit is visible at most 5 minutes after its `at` (the store's promise); twice as long, for commands that were given a time. */
export const LATENESS = 10 * MINUTE;
/** Older cursors begin anew: what a page would have to be told is more than what it shows. */
const MOST_BACK = 5_000;

const indexes = { history: ['historyInOrder', 'historyNewest'], ringing: ['ringingInOrder', 'ringingNewest'] } as const;

/** Begins with what may still be preceded by what is not visible yet. */
export async function openFeed(tools: FeedTools): Promise<Feed> {
  const window = LATENESS * tools.timeScale;
  const newest = Math.max(await newestOf(tools.store, 'historyNewest'), await newestOf(tools.store, 'ringingNewest'));
  const from = Math.max(0, newest - window);
  const open = (index: 'historyInOrder' | 'ringingInOrder'): Segment =>
    openSegment({ pages: pagesOf({ ...tools, index }), from, near: NEAR * tools.timeScale });
  const segments: Segments = { history: open(indexes.history[0]), ringing: open(indexes.ringing[0]) };
  return feedOf(tools.store, segments, { log: createLog(from, window), from, window });
}

interface Segments {
  history: Segment;
  ringing: Segment;
}

async function newestOf(store: FeedStore, index: 'historyNewest' | 'ringingNewest'): Promise<Instant> {
  const [found] = await store.query({ index, equal: {}, limit: 1 });
  return found?.document.at ?? 0;
}

interface Opened {
  log: FeedLog;
  from: Instant;
  window: number;
}

function feedOf(store: FeedStore, { history, ringing }: Segments, { log, window, ...opened }: Opened): Feed {
  let { from } = opened;
  const told = tellerTo(log);
  return {
    async look() {
      // As it was before anything was read: what is older was visible to each of the reads.
      const over = log.end().newest - window;
      told.tell(await history.read(), await ringing.read());
      if (told.isWaiting()) told.tell([], await history.read());
      history.forget(over);
      ringing.forget(over);
      return told.isWaiting();
    },
    since: log.since,
    sinceTime: log.sinceTime,
    end: log.end,
    async reach({ newest }) {
      const to = Math.max(0, newest - window);
      if (to >= from) return true;
      const range = { equal: {}, from: to, to: from - 1 };
      const counts = [await store.count({ index: 'historyInOrder', ...range }), await store.count({ index: 'ringingInOrder', ...range })];
      if ((counts[0] ?? 0) + (counts[1] ?? 0) > MOST_BACK) return false;
      told.insert([...(await history.extend(to)), ...(await ringing.extend(to))], to);
      from = to;
      return true;
    },
  };
}

interface Teller {
  /** The second was read after the first. */
  tell(first: Found[], then: Found[]): void;
  /** Read, but something before it may not have been. */
  isWaiting(): boolean;
  insert(found: Found[], from: Instant): void;
}

/** What the one segment has shown is preceded by nothing unknown once the other was read after it. */
function tellerTo(log: FeedLog): Teller {
  let waiting: Found[] = [];
  return {
    tell(first, then) {
      const over = [...waiting, ...first];
      const last = over.reduce((latest, { key }) => (key > latest ? key : latest), '');
      const all = [...over, ...then];
      log.append(all.filter(({ key }) => key <= last));
      waiting = all.filter(({ key }) => key > last);
    },
    isWaiting: () => waiting.length > 0,
    insert(found, from) {
      // Begun long ago, and seen only now: what is told behind the end waits for a look like all that is new.
      const { key: end } = log.end();
      const told = found.filter(({ key }) => key <= end);
      log.insert(told, from);
      append(
        waiting,
        found.filter(({ key }) => key > end),
      );
    },
  };
}
