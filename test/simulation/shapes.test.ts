import { describe, expect, test } from '@jest/globals';
import { readTowns } from '#test/support/shapes/read.ts';
import { reopen } from './reopen.ts';

describe('Z5 what an earlier program has stored goes on', () => {
  const towns = readTowns(1);

  test.each(towns.map((town) => [`${town.plan.seed} at ${town.at}`, town] as const))('Z5 shape 1, town %s', async (_name, town) => {
    const { failure, town: reopened } = await reopen(town);
    const { broken } = reopened;
    await reopened.close();
    expect({ failure, broken }).toEqual({ failure: undefined, broken: [] });
  });
});
