import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { inGate } from '#test/support/how-long.ts';
import { bugs } from './catalogue.ts';
import { hunt, MOST_SEEDS, type Hunted } from './hunt.ts';
import { readKnown } from './known.ts';
import { openPlanter } from './planter.ts';

const known = readKnown();
const hunted = new Map<string, PromiseWithResolvers<Hunted>>(bugs.map(({ name }) => [name, Promise.withResolvers<Hunted>()]));

/** Each hunter has a process: as many as there are cores. Where no known seed catches a bug any more, the gate tries few others. */
async function hunter(waiting: (typeof bugs)[number][]): Promise<void> {
  const planter = openPlanter();
  for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
    const { resolve, reject } = hunted.get(bug.name) ?? Promise.withResolvers<Hunted>();
    const before = known[bug.name] ?? [];
    await hunt(planter, bug, { known: before, from: 1, seeds: inGate(30, { long: MOST_SEEDS }), wanted: 1 }).then(resolve, reject);
  }
  planter.close();
}

const waiting = [...bugs];
for (let n = availableParallelism(); n > 0; n -= 1) void hunter(waiting);

for (const { name } of bugs)
  test(
    `Z2 bug ${name} is caught by ${known[name] === undefined ? 'an invariant' : `"${known[name][0]?.invariant}"`}`,
    async () => {
      const { escaped } = (await hunted.get(name)?.promise) ?? {};
      if (escaped !== undefined) throw new Error(`${escaped}. Where else is it caught? npm run simulate:bugs -- ${name} --write`);
      expect(escaped).toBeUndefined();
    },
    inGate(900_000, { long: 14_400_000 }),
  );
