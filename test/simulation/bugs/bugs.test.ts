import { expect, test } from '@jest/globals';
import { bugs } from './catalogue.ts';
import { hunt } from './hunt.ts';
import { readKnown } from './known.ts';

const known = readKnown();

for (const bug of bugs) {
  const last = known[bug.name];
  test(`Z2 bug ${bug.name} is caught by ${last === undefined ? 'an invariant' : `"${last.invariant}"`}`, async () => {
    const { caught, escaped } = await hunt(bug, last);
    expect(escaped).toBeUndefined();
    if (last !== undefined && caught?.invariant !== last.invariant)
      console.warn(`${bug.name} is now caught by "${caught?.invariant}": npm run simulate:bugs -- --write keeps that`);
  }, 900_000);
}
