import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { bugs } from './catalogue.ts';
import { hunt, type Hunted } from './hunt.ts';
import { readKnown } from './known.ts';

const known = readKnown();
const hunted = new Map<string, PromiseWithResolvers<Hunted>>(bugs.map(({ name }) => [name, Promise.withResolvers<Hunted>()]));

/** Each hunt is a process: as many at once as there are cores. */
async function hunter(waiting: (typeof bugs)[number][]): Promise<void> {
  for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
    const { resolve, reject } = hunted.get(bug.name) ?? Promise.withResolvers<Hunted>();
    await hunt(bug, known[bug.name]).then(resolve, reject);
  }
}

const waiting = [...bugs];
for (let n = availableParallelism(); n > 0; n -= 1) void hunter(waiting);

for (const { name } of bugs) {
  const last = known[name];
  test(`Z2 bug ${name} is caught by ${last === undefined ? 'an invariant' : `"${last.invariant}"`}`, async () => {
    const { caught, escaped } = (await hunted.get(name)?.promise) ?? {};
    expect(escaped).toBeUndefined();
    if (last !== undefined && caught?.invariant !== last.invariant)
      console.warn(`${name} is now caught by "${caught?.invariant}": npm run simulate:bugs -- --write keeps that`);
  }, 900_000);
}
