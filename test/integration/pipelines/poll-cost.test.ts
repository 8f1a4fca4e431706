import { expect, test } from '@jest/globals';
import { pollCost } from '#test/support/rap/poll-cost.ts';

test('P5, Z3 an agent that asks every second reads less than ten documents a poll where 200 actions wait and nothing changes', async () => {
  const { tasks, later } = await pollCost(200, 5);
  expect(tasks).toBe(6);
  for (const { reads, writes } of later) {
    expect(reads).toBeLessThan(10);
    expect(writes).toBeLessThanOrEqual(1);
  }
});
