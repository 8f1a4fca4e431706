import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { readEmbeddedConfig } from '#platform/config.ts';
import { addOthers } from '#test/support/growth.ts';
import { inGate } from '#test/support/how-long.ts';
import { startCountedHouse, sumOf, type CountedHouse } from '#test/support/counted-house.ts';

/** What most sweepers find. */
const nothing = { ended_runs: 0, flags: 0, held_slots: 0, joins: 0, ready_actions: 0, schedules: 0, waiting_jobs: 0 };

let data: string;
let house: CountedHouse;

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'rehearsal-cost-'));
  house = await startCountedHouse({ ...readEmbeddedConfig({}), port: 0, data });
});

afterAll(async () => {
  await house.runtime.stop();
  for (const folder of [data, `${data}-agent`]) await rm(folder, { recursive: true, force: true });
});

async function sweepCost(): Promise<number> {
  const { operations, runtime } = house;
  const before = operations.reads + operations.writes;
  expect(await sweep(runtime.parts.system, 'cost')).toEqual({ effects: 0, ...nothing, turns: 0 });
  return operations.reads + operations.writes - before;
}

test('Z3 what a one-job lifecycle and a sweep cost does not grow with the number of other requests', async () => {
  const first = await house.lifecycle();
  const few = await house.measure();
  // The first one also looks whether an earlier program stored anything, and notes that it did not.
  await sweepCost();
  const fewSwept = await sweepCost();
  await addOthers(house.plain, first, inGate(1_000, { long: 3_000 }));
  const many = await house.measure();
  // Retries of contended transactions may add a few; anything that grows with the others would add a thousand.
  expect(Math.abs(many.reads + many.writes - few.reads - few.writes)).toBeLessThan(40);
  expect(sumOf(many.invocations)).toBeLessThan(sumOf(few.invocations) + 6);
  expect(Math.abs((await sweepCost()) - fewSwept)).toBeLessThan(3);
  // Telling the pull request is among it (N5): about 60 operations and 7 calls.
  expect(few.reads + few.writes).toBeLessThan(400);
  expect(sumOf(few.invocations)).toBeLessThan(64);
});
