import { afterEach, expect, test } from '@jest/globals';
import { openLogHouse, type LogHouse } from '#test/support/log-house.ts';
import { manyLines } from '#test/support/many-lines.ts';

interface Told {
  head: string;
  to: number;
  total: number;
  isRunning: boolean;
}

let house: LogHouse;
afterEach(() => house.close());

async function ask(after: number): Promise<Told> {
  const answer = await fetch(`${house.url}?stream=stdout&after=${after}`, { signal: AbortSignal.timeout(5_000) });
  return (await answer.json()) as Told;
}

test('W7 R17 200 who follow one log cost one read a change, whenever each of them asks', async () => {
  const outputs = manyLines({ chunks: 40, perChunk: 100, line: (n) => `line ${n}` });
  house = await openLogHouse(outputs);
  const { operations } = house;
  await ask(4_000);
  const begun = performance.now();
  const [reads, chunks] = [operations.reads, outputs.reads()];
  const at = Array.from({ length: 200 }, () => 4_000);
  const changes = 5;
  for (let change = 0; change < changes; change += 1) {
    outputs.grow(1);
    // Each at a time of its own: in turns of twenty.
    for (let turn = 0; turn < 10; turn += 1)
      await Promise.all(
        at.slice(turn * 20, turn * 20 + 20).map(async (after, n) => {
          const told = await ask(after);
          expect(told.head.match(/<div id/g) ?? []).toHaveLength(told.to - after);
          at[turn * 20 + n] = told.to;
        }),
      );
    await new Promise((done) => setTimeout(done, 1_050));
  }
  for (const [n, after] of at.entries()) at[n] = (await ask(after)).to;
  expect(new Set(at)).toEqual(new Set([4_500]));
  const looks = Math.ceil((performance.now() - begun) / 1_000) + 1;
  const spent = { store: operations.reads - reads, outputs: outputs.reads() - chunks };
  console.info(
    `200 viewers of a log, ${changes} changes, ${looks} looks: ${spent.store} reads of the store, ${spent.outputs} of what was written`,
  );
  // Of the store an operation is one read of each product; of what was written a look reads on to the first chunk that is not there.
  expect(spent.store).toBeLessThanOrEqual(looks * 3);
  expect(spent.outputs).toBeLessThan(looks * 6 + changes * 40);
}, 30_000);

test('R17 nobody who follows stops before the last line', async () => {
  const outputs = manyLines({ chunks: 1, perChunk: 10, line: String });
  house = await openLogHouse(outputs);
  expect(await ask(0)).toMatchObject({ to: 10, total: 10, isRunning: true });
  outputs.grow(1);
  // By the look of a moment ago; whoever has read more is told nothing, and goes on.
  expect(await ask(10)).toMatchObject({ to: 10, isRunning: true });
  expect(await ask(20)).toMatchObject({ head: '', to: 20, isRunning: true });
  await new Promise((done) => setTimeout(done, 1_050));
  expect(await ask(10)).toMatchObject({ to: 20, total: 20 });
});
