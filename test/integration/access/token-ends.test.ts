import { expect, test } from '@jest/globals';
import { changeTokens } from '#contexts/access/app/tokens.ts';
import type { TokenAsked } from '#contexts/access/domain/token/process.ts';
import { holderNamed } from '#contexts/access/domain/token/state.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { tellTokenEnds } from '#products/rehearsal/app/tell-token-ends.ts';
import { DAY } from '#kernel/time.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

let ids = 0;

async function tokens(world: World, of: string, asked: object): Promise<void> {
  const holder = holderNamed(of);
  if (holder === undefined) throw new Error(of);
  const done = await changeTokens(kernelOf(world.system), holder, `t${(ids += 1)}`, {
    ...asked,
    hash: `h${ids}`,
  } as unknown as TokenAsked);
  expect(done).not.toHaveProperty('refused');
}

function keysOf({ queue }: World): string[] {
  return queue.tasks.map(({ payload }) => payload.effectKey);
}

/** Every mail that a sweep promises, by its key: whose token, and to whom. A second sweep promises none. */
async function told(world: World): Promise<string[]> {
  const seen = new Set(keysOf(world));
  const { told: count } = await tellTokenEnds(world.system);
  const fresh = keysOf(world).filter((key) => !seen.has(key));
  expect([count, (await tellTokenEnds(world.system)).told]).toEqual([fresh.length, 0]);
  return fresh.map((key) => key.replace(/^account-(.+)-token-ends-(.+)-\d+-\d+-\1$/, '$2 to $1')).toSorted();
}

const make = { command: 'make_token', label: 'nightly', backends: [], lasts: 30 * DAY } as const;

test('B10 whoever made a token is told 14 and 2 days before it ends, once each; of their own, whose it is', async () => {
  const world = openWorld();
  await tokens(world, 'client.ci', { ...make, operator: 'ada' });
  await tokens(world, 'client.by-olga', { ...make, operator: 'operator.olga' });
  await tokens(world, 'person.tim', { ...make, operator: 'tim' });
  expect(await told(world)).toEqual([]);
  world.time.now += 16 * DAY;
  const fortnight = await told(world);
  expect(fortnight).toContain('client.ci.1 to ada');
  expect(fortnight).toContain('person.tim.1 to tim');
  // An operator is nobody of the settings: everybody who can make another one hears it.
  expect(fortnight.filter((one) => one.startsWith('client.by-olga')).length).toBeGreaterThan(1);
  world.time.now += 5 * DAY;
  expect(await told(world)).toEqual([]);
  world.time.now += 7 * DAY;
  expect(await told(world)).toEqual(fortnight);
  world.time.now += 3 * DAY;
  expect(await told(world)).toEqual([]);
});

test('B10 what was rotated or revoked ends unsaid, and a short life has one mail', async () => {
  const world = openWorld();
  await tokens(world, 'client.ci', { ...make, operator: 'ada' });
  await tokens(world, 'client.short', { ...make, lasts: 5 * DAY, operator: 'ada' });
  expect(await told(world)).toEqual([]);
  world.time.now += 4 * DAY;
  expect(await told(world)).toEqual(['client.short.1 to ada']);
  world.time.now += 11 * DAY;
  await tokens(world, 'client.ci', { command: 'rotate_token', operator: 'ada', oldLasts: DAY });
  expect(await told(world)).toEqual([]);
  world.time.now += 17 * DAY;
  expect(await told(world)).toEqual(['client.ci.2 to ada']);
});
