import { expect, test } from '@jest/globals';
import { inGate } from '#test/support/how-long.ts';
import { runSeeds } from '../cli.ts';
import { playPlans } from './play.ts';

test('O1 O3 B7 D6 Z2 plans of every shape end rightly, whatever is lost, comes twice or dies on the way', async () => {
  const { failure, seeds, steps } = await runSeeds(1, inGate(40, { long: 1_000 }), playPlans);
  expect(failure).toBeUndefined();
  expect(steps).toBeGreaterThan(20 * seeds);
}, 600_000);
