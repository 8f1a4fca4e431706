import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { tellFailure } from './cli.ts';
import { run } from './run.ts';
import { situationNames } from './situation-names.ts';
import { runInWorkers } from './workers.ts';

/** So many in the gate; `npm run simulate -- --seeds N` goes on from there. */
const SEEDS = 2_000;

test(`Z2, B6 whatever is lost, doubled, late, refused or killed: every promise is kept, in ${SEEDS} seeds`, async () => {
  const { failure, situations, seeds } = await runInWorkers(1, SEEDS, availableParallelism());
  if (failure !== undefined) {
    const lines: string[] = [];
    await tellFailure(failure, (line) => void lines.push(line));
    throw new Error(lines.join('\n'));
  }
  expect(seeds).toBe(SEEDS);
  // Whoever never gets into a situation proves nothing about it.
  expect(situationNames.filter((name) => situations[name] === undefined)).toEqual([]);
}, 900_000);

test('Z2 the same seed does the same again, step by step', async () => {
  for (const seed of [1, 2]) {
    const [once, again] = [await run(seed), await run(seed)];
    expect([again.hash, again.steps]).toEqual([once.hash, once.steps]);
  }
});
