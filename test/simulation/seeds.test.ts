import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { inGate } from '#test/support/how-long.ts';
import { tellFailure } from './cli.ts';
import { run } from './run.ts';
import { seldom, situationNames } from './situation-names.ts';
import { runInWorkers } from './workers.ts';

/** From the first on; `npm run simulate -- --seeds N` plays any others. */
const SEEDS = inGate(500, { long: 2_000 });
/** What so few seeds are sure to meet. */
const wanted = inGate(
  situationNames.filter((name) => !seldom.has(name)),
  { long: [...situationNames] },
);

test(
  `Z2, B6 whatever is lost, doubled, late, refused or killed: every promise is kept, in ${SEEDS} seeds`,
  async () => {
    const { failure, situations, seeds } = await runInWorkers(1, SEEDS, availableParallelism());
    if (failure !== undefined) {
      const lines: string[] = [];
      await tellFailure(failure, (line) => void lines.push(line));
      throw new Error(lines.join('\n'));
    }
    expect(seeds).toBe(SEEDS);
    // Whoever never gets into a situation proves nothing about it.
    expect(wanted.filter((name) => situations[name] === undefined)).toEqual([]);
  },
  inGate(900_000, { long: 7_200_000 }),
);

test('Z2 the same seed does the same again, step by step', async () => {
  for (const seed of [1, 2]) {
    const [once, again] = [await run(seed), await run(seed)];
    expect([again.hash, again.steps]).toEqual([once.hash, once.steps]);
  }
});
