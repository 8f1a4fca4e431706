import { append } from '#kernel/lists.ts';
import { SECOND, type Duration, type Instant } from '#kernel/time.ts';
import type { Found, Pages } from './pages.ts';

/** Everything below one segment, from an instant on. */
export interface Segment {
  /** What was not known yet. Once it has answered, everything is known that was visible when it was asked. */
  read(): Promise<Found[]>;
  /** What lies in [from, what it began with), which is over: nothing comes there any more. */
  extend(from: Instant): Promise<Found[]>;
  /** Forgets what is older: nothing comes there any more. */
  forget(before: Instant): void;
}

interface Reading {
  pages: Pages;
  from: Instant;
  /** How far back whatever is late mostly lies. */
  near: Duration;
}

/** On the wall. */
export const NEAR: Duration = 10 * SECOND;
/** Enough for whatever comes while it is read; each further round is one that others were faster than. */
const MOST_ROUNDS = 50;

/** What is there is there no more, or all changes faster than it is read: whoever reads begins anew. */
export class FeedLost extends Error {}

/**
 * Commits are visible in another order than that of their times. Nobody has to look at the past again for that: the store counts what there
 * is since `from`, and as long as it counts more than is known, something is read that is not known; first what is newer, then, seldom, what is
 * late, the near past first.
 */
export function openSegment({ pages, from, near }: Reading): Segment {
  let begin = from;
  const known = knownFrom(from);

  async function read(bounds: { from?: Instant }, behind?: Found): Promise<Found[]> {
    const fresh: Found[] = [];
    await pages.each(bounds, behind, (found) => {
      if (known.add(found)) fresh.push(found);
    });
    return fresh;
  }

  async function readMore(): Promise<Found[]> {
    const newest = known.newest();
    const newer = await (newest === undefined ? read({ from: known.floor() }) : read({}, newest));
    if (newer.length > 0 || newest === undefined) return newer;
    const late = await read({ from: Math.max(known.floor(), newest.entry.at - near) });
    return late.length > 0 ? late : read({ from: known.floor() });
  }

  return {
    async read() {
      const fresh: Found[] = [];
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const there = await pages.count(known.floor());
        if (there === known.size()) return fresh;
        if (there < known.size()) throw new FeedLost('what was known is there no more');
        append(fresh, await readMore());
      }
      throw new FeedLost('more comes than can be read');
    },
    async extend(earlier) {
      const found: Found[] = [];
      if (earlier < begin) await pages.each({ from: earlier, to: begin - 1 }, undefined, (one) => void found.push(one));
      begin = Math.min(begin, earlier);
      return found;
    },
    forget: known.forget,
  };
}

interface Known {
  /** False: it was known. */
  add(found: Found): boolean;
  size(): number;
  floor(): Instant;
  newest(): Found | undefined;
  forget(before: Instant): void;
}

/** By path, since `from`. */
function knownFrom(from: Instant): Known {
  const known = new Map<string, Instant>();
  let [floor, newest]: [Instant, Found | undefined] = [from, undefined];
  return {
    add(found) {
      if (known.has(found.path)) return false;
      known.set(found.path, found.entry.at);
      if (newest === undefined || found.entry.at >= newest.entry.at) newest = found;
      return true;
    },
    size: () => known.size,
    floor: () => floor,
    newest: () => newest,
    forget(before) {
      if (before <= floor) return;
      floor = before;
      for (const [path, at] of known) if (at < before) known.delete(path);
    },
  };
}
