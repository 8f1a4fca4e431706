import { expect, test } from '@jest/globals';
import { outcomes, placesOf, runWith } from './every-call.ts';

/** Its two requests pass through every function, on both backends. */
const SEED = 8;

test('Z2 every handler, every call of a port, every outcome, once each: all is settled, and every promise is kept', async () => {
  const { places, report } = await placesOf(SEED);
  expect(report.failure).toBeUndefined();
  expect(places.length).toBeGreaterThan(90);
  const broken: string[] = [];
  let met = 0;
  for (const place of places)
    for (const outcome of outcomes) {
      const { report: after, met: passed } = await runWith(SEED, place, outcome);
      if (passed) met += 1;
      const { failure } = after;
      if (failure !== undefined)
        broken.push(`${place.handler}: ${place.call} ${place.nth} ${outcome}: ${failure.invariant}: ${failure.message}`);
    }
  expect(broken).toEqual([]);
  expect(met).toBe(places.length * outcomes.length);
}, 900_000);
