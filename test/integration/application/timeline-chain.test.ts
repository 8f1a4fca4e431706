import { expect, test } from '@jest/globals';
import { sweep } from '#application/sweep.ts';
import { checkTimeline, wholeTimeline } from '#application/timeline-chain.ts';
import { PURGED } from '#domain/request/chain.ts';
import { fold } from '#domain/request/evolve.ts';
import { DAY } from '#domain/time.ts';
import { answers, arrives, queues, stateOf } from '#test/support/application/requests.ts';
import { openWorld } from '#test/support/application/world.ts';

test('Z4 every entry is tied to the one before, as it is stored; a changed past is seen, an honest one has no fault', async () => {
  const world = openWorld();
  await queues(world, 'rq1');
  expect(await checkTimeline(world.system, 'rq1')).toEqual([]);
  const entries = await wholeTimeline(world.system, 'rq1');
  expect(entries.length).toBeGreaterThan(2);
  const second = entries[1];
  if (second === undefined) throw new Error('no second entry');
  const ref = { collection: 'timeline', parent: 'rq1', id: '000002' } as const;
  await world.system.store.transact(async (tx) => tx.set(ref, { ...second, at: second.at + 1 }));
  expect(await checkTimeline(world.system, 'rq1')).toEqual([{ version: 2, fault: 'changed' }]);
  await world.system.store.transact(async (tx) => tx.delete({ ...ref, id: '000003' }));
  expect((await checkTimeline(world.system, 'rq1'))?.map(({ fault }) => fault)).toContain('not_the_newest');
  expect(await checkTimeline(world.system, 'nobody')).toBeUndefined();
});

test('Z4 the sweep purges the contributor of a request that has long been over, once, and no other; the chain holds', async () => {
  const world = openWorld({ rules: { personalDataFor: 365 * DAY } });
  await arrives(world, 'old1');
  await arrives(world, 'open1');
  await answers(world, 'old1', 'contributor', 'withdraw', 'withdraw');
  world.time.now += 365 * DAY - 1;
  await sweep(world.system, 's1');
  expect((await stateOf(world, 'old1')).submission.contributor.name).toBe('Ada Lovelace');
  world.time.now += 1;
  await sweep(world.system, 's2');
  const state = await stateOf(world, 'old1');
  expect(state.submission.contributor).toEqual(PURGED);
  expect(fold(await wholeTimeline(world.system, 'old1'))).toEqual(state);
  expect(await checkTimeline(world.system, 'old1')).toEqual([]);
  expect(await world.system.store.query({ index: 'requestsToPurge', equal: {}, limit: 10 })).toEqual([]);
  expect((await stateOf(world, 'open1')).submission.contributor.name).toBe('Ada Lovelace');
});
