import type { Instant } from '#kernel/time.ts';
import { append } from '#kernel/lists.ts';
import type { Cursor } from './cursor.ts';
import type { Found } from './pages.ts';

/** A found entry, and the newest `at` up to it. */
export interface Logged extends Found {
  newest: Instant;
}

/** What was found, in the order of commits, from an instant on. */
export interface FeedLog {
  /** Stand behind all that are there. */
  append(found: Found[]): void;
  /** Stand anywhere: everything since `from`. */
  insert(found: Found[], from: Instant): void;
  /** What stands behind the cursor; undefined where not all of that is here. */
  since(cursor: Cursor, limit: number): Logged[] | undefined;
  sinceTime(at: Instant): Logged[] | undefined;
  end(): Cursor;
}

/** Kept in memory: an event is a hundred bytes. */
const MOST_KEPT = 20_000;

export function createLog(start: Instant, window: number): FeedLog {
  let begin = start;
  let entries: Logged[] = [];
  /** All up to here were let go. */
  let gone = '';

  function add(found: readonly Found[]): void {
    let newest = entries.at(-1)?.newest ?? begin;
    append(
      entries,
      found.map((one) => ({ ...one, newest: (newest = Math.max(newest, one.entry.at)) })),
    );
    if (entries.length <= MOST_KEPT) return;
    const from = entries.length - MOST_KEPT / 2;
    gone = entries[from - 1]?.key ?? gone;
    entries = entries.slice(from);
  }
  return {
    append: (found) => add(byKey(found)),
    insert(found, from) {
      const all = byKey([...entries, ...found]).map(({ newest: _newest, ...found }: Found & { newest?: Instant }) => found);
      [begin, entries] = [Math.min(begin, from), []];
      add(all);
    },
    since({ key, newest }, limit) {
      if (key < gone || (newest - window < begin && begin > 0)) return undefined;
      const from = firstBehind(entries, key);
      return entries.slice(from, from + limit);
    },
    sinceTime: (at) => (gone !== '' || (at < begin && begin > 0) ? undefined : entries.filter(({ entry }) => entry.at >= at)),
    end: () => ({ key: entries.at(-1)?.key ?? gone, newest: entries.at(-1)?.newest ?? begin }),
  };
}

function byKey<T extends Found>(found: readonly T[]): T[] {
  return found.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function firstBehind(entries: readonly Logged[], key: string): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((entries[middle]?.key ?? '') <= key) from = middle + 1;
    else to = middle;
  }
  return from;
}
