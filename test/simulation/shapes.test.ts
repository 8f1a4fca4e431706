import { describe, expect, test } from '@jest/globals';
import { readTowns } from '#test/support/shapes/read.ts';
import type { Sample } from '#test/support/shapes/sample.ts';
import { drivesByFormerKind, pausedAndGivenUp } from '#test/support/shapes/unusual.ts';
import { operates } from './people/office-workers.ts';
import { reopen } from './reopen.ts';
import type { Town } from './town.ts';

const towns = readTowns(1);

async function goesOn(sample: Sample, begin?: (town: Town) => void): Promise<void> {
  const { failure, town } = await reopen(sample, begin);
  const { broken } = town;
  await town.close();
  expect({ failure, broken }).toEqual({ failure: undefined, broken: [] });
}

describe('Z5 what an earlier program has stored goes on', () => {
  test.each(towns.map((town) => [`${town.plan.seed} at ${town.at}`, town] as const))('Z5 shape 1, town %s', (_name, town) => goesOn(town));
});

describe('Z5 B2 B5 paused backends and dead letters of kinds that are gone go on, too', () => {
  const stopped = towns.filter(drivesByFormerKind);

  test('Z5 there are such towns', () => {
    expect(stopped.length).toBeGreaterThan(5);
  });

  test.each(stopped.map((town) => [`${town.plan.seed} at ${town.at}`, town] as const))('Z5 shape 1, town %s', async (_name, town) => {
    const answers: unknown[] = [];
    const backends = town.documents.filter(({ ref }) => ref.collection === 'backends').map(({ ref }) => ref.id);
    await goesOn(pausedAndGivenUp(town), (reopened) =>
      reopened.clockwork.at(town.at + 3 * 3_600_000, () => {
        for (const backend of backends)
          operates(reopened, { operation: 'backend_resume', backend }, (answer) => void answers.push(answer?.status));
      }),
    );
    expect(answers).toEqual(backends.map(() => 200));
  });
});
