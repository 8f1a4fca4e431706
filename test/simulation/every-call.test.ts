import { expect, test } from '@jest/globals';
import { aDayWithEverything, missingOn, placesOf, problemsAt } from './every-call.ts';

test('Z2 the day of which every call is tried passes every function and calls every port', async () => {
  const { places, report } = await placesOf(await aDayWithEverything());
  expect(report.failure).toBeUndefined();
  expect(missingOn(places)).toEqual([]);
});

test('Z2 every handler, every call of a port, every outcome, once each: all is settled, and every promise is kept (first half)', async () => {
  expect(await problemsAt((_place, n) => n % 2 === 0)).toEqual([]);
}, 900_000);
