import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { inGate } from '#test/support/how-long.ts';
import { FIXED_SEEDS } from './gate-seeds.ts';
import { drawnStart, tellFailure } from './cli.ts';
import { run } from './run.ts';
import { seldom, situationNames } from './situation-names.ts';
import { runInWorkers } from './workers.ts';
import type { Total } from '#test/simulation/total.ts';

/** From the first on: the same for everybody, every day. */
const FIXED = inGate(FIXED_SEEDS, { long: 2_000 });
/** From a start of their own each time: what no developer has fitted the code to. */
const DRAWN = inGate(100, { long: 20_000 });
const start = drawnStart();
/** What so few seeds are sure to meet. */
const wanted = inGate(
  situationNames.filter((name) => !seldom.has(name)),
  { long: [...situationNames] },
);
const played: Total[] = [];

for (const [which, from, count] of [
  [`${FIXED} seeds from 1 on`, 1, FIXED],
  [`${DRAWN} seeds from ${start} on, a start drawn anew each time`, start, DRAWN],
] as const)
  test(
    `Z2, B6 whatever is lost, doubled, late, refused or killed: every promise is kept, in ${which}`,
    async () => {
      const total = await runInWorkers(from, count, availableParallelism());
      if (total.failure !== undefined) {
        const lines = [`${total.seeds} seeds and ${total.steps} steps were played of ${which}`];
        await tellFailure(total.failure, (line) => void lines.push(line));
        throw new Error(lines.join('\n'));
      }
      expect(total.seeds).toBe(count);
      played.push(total);
    },
    inGate(900_000, { long: 14_400_000 }),
  );

test('Z2 whoever never gets into a situation proves nothing about it: the seeds have met them', () => {
  expect(wanted.filter((name) => played.every(({ situations }) => situations[name] === undefined))).toEqual([]);
});

test('Z2 the same seed does the same again, step by step', async () => {
  // In the last two pipelines share a backend.
  for (const seed of [1, 2, 13, 22]) {
    const [once, again] = [await run(seed), await run(seed)];
    expect([again.hash, again.steps]).toEqual([once.hash, once.steps]);
  }
});
