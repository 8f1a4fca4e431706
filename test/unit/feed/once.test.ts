import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorText, readCursor, type Cursor } from '#kernel/feed/cursor.ts';
import { LATENESS, openFeed, type Feed } from '#kernel/feed/feed.ts';
import { lateCollections, lateStore, type LateStore } from '#test/support/late-store.ts';

interface Pending {
  at: number;
  shows: number;
  collection: 'planTimeline' | 'timeline';
}

/** A town of commits: each has its time when it begins, and is seen when it ends; some take most of the time that they may. */
class Town {
  now = 1_000_000_000;
  readonly pending: Pending[] = [];
  readonly store: LateStore = lateStore(() => this.pass(this.dice(40)));
  readonly dice: (below: number) => number;
  constructor(dice: (below: number) => number) {
    this.dice = dice;
  }
  begin(): void {
    const takes = this.dice(10) === 0 ? this.dice(LATENESS / 2) : this.dice(2_000);
    this.pending.push({ at: this.now, shows: this.now + takes, collection: this.dice(3) === 0 ? 'timeline' : 'planTimeline' });
  }
  pass(ms: number): void {
    this.now += ms;
    const over = this.pending.filter(({ shows }) => shows <= this.now).toSorted((a, b) => a.shows - b.shows);
    for (const one of over) {
      this.pending.splice(this.pending.indexOf(one), 1);
      this.store.show(one.collection, `p${one.at % 7}`, one.at);
    }
  }
}

interface Reader {
  cursor: Cursor;
  begun: number;
  heard: string[];
}

const open = (town: Town): Promise<Feed> => openFeed({ store: town.store, collections: lateCollections, timeScale: 1 });

async function begin(town: Town, feed: Feed): Promise<Reader> {
  await feed.look();
  const cursor = feed.end();
  return { cursor, begun: town.store.visible.filter(({ position }) => position <= cursor.key.slice(0, 21)).length, heard: [] };
}

/** One answer; lost on its way, the reader asks again from where it was. */
async function ask(feed: Feed, reader: Reader, limit: number, isLost: boolean): Promise<void> {
  const given = readCursor(cursorText(reader.cursor));
  if (given === undefined) throw new Error('a cursor that cannot be read');
  const events = feed.since(given, limit) ?? ((await feed.reach(given)) ? feed.since(given, limit) : undefined);
  if (events === undefined) throw new Error('too old');
  const last = events.at(-1);
  if (isLost || last === undefined) return;
  reader.heard.push(...events.map(({ ref }) => ref.id));
  reader.cursor = { key: last.key, newest: last.newest };
}

describe('P7 each event once, in the order of the commits', () => {
  test('P7 over random cuts, instances that come and go, and commits that are seen long after their time', async () => {
    let cuts = 0;
    const town = async (seed: number): Promise<void> => {
      let state = seed;
      const dice = (below: number): number =>
        Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * below);
      const town = new Town(dice);
      const feeds = [await open(town), await open(town)];
      const feed = (): Feed => feeds[dice(2)] as Feed;
      const readers: Reader[] = [];
      for (let step = 0; step < 120; step += 1) {
        for (let n = dice(6); n > 0; n -= 1) town.begin();
        town.pass(dice(20) === 0 ? dice(LATENESS) : dice(3_000));
        if (dice(15) === 0) feeds[dice(2)] = await open(town);
        if (dice(3) > 0) await feed().look();
        if (readers.length < 4 && dice(10) === 0) readers.push(await begin(town, feed()));
        for (const reader of readers) {
          if (dice(3) > 0) continue;
          cuts += 1;
          await ask(feed(), reader, 1 + dice(8), dice(4) === 0);
        }
      }
      town.pass(LATENESS);
      for (const reader of readers) {
        for (let round = 0; round < 4; round += 1) for (const one of feeds) await one.look();
        for (let before = -1; before !== reader.heard.length;) {
          before = reader.heard.length;
          await ask(feed(), reader, 500, false);
        }
        expect(reader.heard).toEqual(town.store.visible.slice(reader.begun).map(({ ref }) => ref.id));
      }
    };
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 30 }), town), { numRuns: 50 });
    expect(cuts).toBeGreaterThan(1_000);
  });
});
