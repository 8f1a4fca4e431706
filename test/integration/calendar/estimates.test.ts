import { expect, test } from '@jest/globals';
import { estimateOf } from '#contexts/calendar/domain/named.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY } from '#kernel/time.ts';
import { queueWorks, releaseOf } from '#test/support/application/calendar.ts';
import { arrives, stateOf } from '#test/support/application/requests.ts';
import { openWorld, START } from '#test/support/application/world.ts';

const calendar: NonNullable<Rules['calendar']> = {
  timeZone: 'UTC',
  formula: { weekday: 'saturday', ordinal: 1, offsetDays: 0, hardTime: '23:59', softDaysBefore: 2, softTime: '12:00' },
};

test('C1 C4 a request that was aimed at an estimate is cut with the row that its month has got, and moves on like others', async () => {
  const row = { name: '3.5.0', hardCutoff: START + 20 * DAY };
  const next = { name: '3.6.0', hardCutoff: START + 50 * DAY };
  const month = estimateOf({ calendar }, row) ?? '';
  const world = openWorld({ rules: { calendar, releases: [row, next] } });
  await arrives(world, 'aimed', { submission: { targetRelease: month } });
  await arrives(world, 'blocks', { submission: { targetRelease: month, essential: true, essentialReason: 'It is announced.' } });
  await arrives(world, 'later', { submission: { targetRelease: estimateOf({ calendar }, next) ?? '' } });
  await queueWorks(world, 'keep_calendar');
  world.time.now = row.hardCutoff + DAY / 2;
  await queueWorks(world, 'keep_calendar');
  expect((await stateOf(world, 'aimed')).submission.targetRelease).toBe('3.6.0');
  expect((await stateOf(world, 'aimed')).cutoffs).toMatchObject([{ release: '3.5.0', outcome: 'moved', to: '3.6.0' }]);
  expect((await stateOf(world, 'blocks')).cutoffs).toMatchObject([{ release: '3.5.0', outcome: 'blocking' }]);
  expect((await stateOf(world, 'later')).cutoffs).toBeUndefined();
  expect((await releaseOf(world, '3.5.0'))?.cuts).toMatchObject([{ moved: 1, blocking: 1 }]);
});
