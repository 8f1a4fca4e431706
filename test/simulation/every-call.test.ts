import { availableParallelism } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { inGate } from '#test/support/how-long.ts';
import { aDayWithEverything, missingOn, placesOf } from './every-call.ts';
import { saidBy } from './workers.ts';

const MAIN = path.join(import.meta.dirname, 'every-call-main.ts');
/** So many in one town, each befalling another kind of call; in the long run each has a town to itself. */
const TOGETHER = inGate(16, { long: 1 });
const day = aDayWithEverything();

test('Z2 the day of which every call is tried passes every function and calls every port', async () => {
  const { places, report } = await placesOf(await day);
  expect(report.failure).toBeUndefined();
  expect(missingOn(places)).toEqual([]);
});

test(
  'Z2 every handler, every call of a port, every outcome, once each: all is settled, and every promise is kept',
  async () => {
    const shares = availableParallelism();
    const seed = await day;
    const broken = await Promise.all(
      Array.from(
        { length: shares },
        async (_, share) => JSON.parse(await saidBy(MAIN, [seed, TOGETHER, share, shares].map(String))) as string[],
      ),
    );
    expect(broken.flat()).toEqual([]);
  },
  inGate(900_000, { long: 14_400_000 }),
);
