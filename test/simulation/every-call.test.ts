import { availableParallelism } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { aDayWithEverything, missingOn, placesOf } from './every-call.ts';
import { saidBy } from './workers.ts';

const MAIN = path.join(import.meta.dirname, 'every-call-main.ts');
const day = aDayWithEverything();

test('Z2 the day of which every call is tried passes every function and calls every port', async () => {
  const { places, report } = await placesOf(await day);
  expect(report.failure).toBeUndefined();
  expect(missingOn(places)).toEqual([]);
});

test('Z2 every handler, every call of a port, every outcome, once each: all is settled, and every promise is kept', async () => {
  const shares = availableParallelism();
  const seed = await day;
  const broken = await Promise.all(
    Array.from({ length: shares }, async (_, share) => JSON.parse(await saidBy(MAIN, [seed, share, shares].map(String))) as string[]),
  );
  expect(broken.flat()).toEqual([]);
}, 900_000);
