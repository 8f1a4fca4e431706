import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import { count, counter } from './samples.ts';
import { collections } from '#functions/wiring/collections.ts';

/** What one transaction read and wrote, as each document's count: a write makes the next count of its document. */
interface Done {
  read: Map<string, number>;
  wrote: Map<string, number>;
}

interface Plan {
  reads: string[];
  writes: string[];
  pause: number;
}

async function perform(store: Store, { reads, writes, pause }: Plan): Promise<Done> {
  return store.transact(async (tx) => {
    const [read, wrote] = [new Map<string, number>(), new Map<string, number>()];
    for (const id of new Set([...reads, ...writes])) {
      read.set(id, (await tx.get(counter(id)))?.count ?? 0);
      if (pause > 0) await delay(pause);
    }
    for (const id of new Set(writes)) {
      wrote.set(id, (read.get(id) ?? 0) + 1);
      tx.set(counter(id), count((read.get(id) ?? 0) + 1));
    }
    return { read, wrote };
  });
}

/** Who must come before whom: the writer of a count before its readers and before the next writer, its readers before the next writer. */
function successors(all: Done[]): Map<Done, Done[]> {
  const before = (a: Done, b: Done): boolean =>
    a !== b &&
    ([...a.wrote].some(([id, made]) => b.read.get(id) === made) || [...a.read].some(([id, seen]) => b.wrote.get(id) === seen + 1));
  return new Map(all.map((a) => [a, all.filter((b) => before(a, b))]));
}

/** Takes away whoever nobody must precede, until nothing is left or a circle is. */
function inCircles(all: Done[]): Done[] {
  const graph = successors(all);
  for (let left = all; ;) {
    const preceded = new Set(left.flatMap((one) => (graph.get(one) ?? []).filter((other) => left.includes(other))));
    const rest = left.filter((one) => preceded.has(one));
    if (rest.length === 0 || rest.length === left.length) return rest;
    left = rest;
  }
}

test('Z1 whatever runs at once through two doors equals some order, one after the other', async () => {
  const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
  const plans = fc.array(fc.record({ reads: ids, writes: ids, pause: fc.integer({ min: 0, max: 2 }) }), { minLength: 2, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(plans, async (todo) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-order-'));
      const doors = [0, 1].map(() => openSqliteStore({ collections, path: path.join(folder, 'store.db') }));
      const done = await Promise.all(todo.map((plan, at) => perform(doors[at % 2]!, plan)));
      const writes = done.flatMap(({ wrote }) => [...wrote].map(([id, made]) => `${id}${made}`));
      expect(new Set(writes).size).toBe(writes.length);
      expect(inCircles(done)).toEqual([]);
      await Promise.all(doors.map((door) => door.close()));
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 25 },
  );
});

test('the check sees write skew', () => {
  const skew = ['a', 'b'].map((own) => ({
    read: new Map([
      ['a', 0],
      ['b', 0],
    ]),
    wrote: new Map([[own, 1]]),
  }));
  expect(inCircles(skew)).toHaveLength(2);
});
