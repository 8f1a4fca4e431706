import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFeedHouse } from '#test/support/feed-house.ts';

test('P7 200 who follow cost one read a change, and whoever nobody waits for is not looked for', async () => {
  const house = await openFeedHouse({ lookEvery: 300 });
  const { body } = await house.ask('');
  await sleep(400);
  const reads = (): number => house.operations.reads;
  const idle = reads();
  await sleep(700);
  expect(reads()).toBe(idle);

  const waiting = Array.from({ length: 200 }, () => house.ask(`?after=${body.cursor}&wait=20`));
  await sleep(600);
  const counts = house.operations.counts;
  const before = Object.fromEntries(house.operations.byCollection);
  await house.happens('timeline', 'r1');
  const answers = await Promise.all(waiting);
  expect(answers.every(({ body: told }) => told.events.length === 1)).toBe(true);
  const after = Object.fromEntries(house.operations.byCollection);
  const spent = Object.entries(after).flatMap(([index, n]) => (/^(history|ringing)/.test(index) ? [n - (before[index] ?? 0)] : []));
  const counted = house.operations.counts - counts;
  // The entry itself, once; the rest are counts, of which each look makes one for each of the two segments: the slower the machine, the more looks until all are answered.
  const total = spent.reduce((sum, n) => sum + n, 0);
  console.info(`200 viewers, one change: ${total} reads of the store`);
  expect(total - counted).toBe(1);
  expect(counted).toBeLessThan(50);
  await house.close();
});
