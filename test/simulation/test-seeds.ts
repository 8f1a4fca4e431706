import { expect, test } from '@jest/globals';
import { runSeeds, tellFailure } from './cli.ts';
import { run } from './run.ts';

/** So many seeds, every second one from the first on; with them each of two test files has its half. */
export function testSeeds(first: number, count: number): void {
  test(`Z2, B6 whatever is lost, doubled, late, refused or killed: every promise is kept (${count} seeds, ${first}, ${first + 2}, …)`, async () => {
    const { failure } = await runSeeds(0, count, (n) => run(first + 2 * n));
    if (failure === undefined) return;
    const lines: string[] = [];
    await tellFailure({ ...failure, seed: first + 2 * failure.seed }, (line) => void lines.push(line));
    throw new Error(lines.join('\n'));
  }, 600_000);

  test(`Z2 seed ${first} does the same again, step by step`, async () => {
    const [once, again] = [await run(first), await run(first)];
    expect([again.hash, again.steps]).toEqual([once.hash, once.steps]);
  });
}
