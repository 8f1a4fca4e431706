import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { healthOf } from '#contexts/backends/domain/contact.ts';
import { newBackend } from '#contexts/backends/domain/state.ts';
import {
  countEnd,
  countGiven,
  newStatistics,
  spreadOf,
  totalsOf,
  usualLength,
  type BackendStatistics,
} from '#contexts/backends/domain/statistics.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

const news = fc.record({
  at: fc.integer({ min: START, max: START + 60 * DAY }),
  ended: fc.option(fc.constantFrom('exited_zero', 'exited_otherwise', 'timed_out'), { nil: undefined }),
  waited: fc.nat(DAY),
  ran: fc.nat(DAY),
});

test('B9 statistics count all of the days that they keep, whichever way the clock goes, and never grow beyond a bound', () => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 300 }), (all) => {
      let statistics: BackendStatistics = newStatistics('local');
      for (const { at, ended, waited, ran } of all)
        statistics = ended === undefined ? countGiven(statistics, at) : countEnd(statistics, { at, ended, waited, ran });
      const kept = statistics.days.map(({ day }) => day);
      expect(kept).toEqual([...new Set(kept)].toSorted());
      expect([kept.length <= 32, statistics.last.length <= 100, JSON.stringify(statistics).length < 20_000]).toEqual([true, true, true]);
      const { given, answered, ended } = totalsOf(statistics);
      const ends = all.filter((one) => one.ended !== undefined);
      expect(Object.values(ended).reduce((sum, count) => sum + count, 0)).toBe(answered);
      expect(answered).toBeLessThanOrEqual(ends.length);
      // Nothing is left out while all its days are kept.
      if (new Set(all.map(({ at }) => Math.floor(at / DAY))).size <= 32)
        expect([given, answered]).toEqual([all.length - ends.length, ends.length]);
    }),
  );
});

test('B9 half of the last operations waited no longer than the median, nine of ten no longer than p90', () => {
  expect(spreadOf(newStatistics('local'), 'waited')).toBeUndefined();
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 150 }), (waits) => {
      const statistics = waits.reduce(
        (all, waited) => countEnd(all, { at: START, ended: 'exited_zero', waited, ran: 0 }),
        newStatistics('local'),
      );
      const last = waits.slice(-100);
      const spread = spreadOf(statistics, 'waited');
      if (spread === undefined) throw new Error('no spread');
      const within = (limit: number): number => last.filter((one) => one <= limit).length / last.length;
      expect([within(spread.median) >= 0.5, within(spread.p90) >= 0.9, last.includes(spread.median), last.includes(spread.p90)]).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }),
  );
});

test('B2 B9 how long something of a kind takes is told by those of that kind that ended well, and by no fewer than five', () => {
  const after = (ends: [of: string, ended: string, ran: number][]): BackendStatistics =>
    ends.reduce((all, [of, ended, ran]) => countEnd(all, { at: START, ended, of, waited: 0, ran }), newStatistics('local'));
  const four = [10, 20, 30, 40].map((ran): [string, string, number] => ['action', 'exited_zero', ran]);
  expect(usualLength(after([...four, ['run', 'exited_zero', 900], ['action', 'cancelled', 1]]), 'action')).toBeUndefined();
  expect(usualLength(after([...four, ['action', 'exited_zero', 50], ['run', 'exited_zero', 900]]), 'action')).toBe(50);
});

test('B9 whoever was never heard, or not for too long, is unknown and never healthy', () => {
  const [state, silent] = [newBackend('local'), 4 * 60_000];
  const held = { ...state, flags: { pause: { since: 1, by: 'grace', why: 'disks' } } };
  expect(healthOf(state, {}, silent, START)).toBe('unknown');
  expect(healthOf(held, {}, silent, START)).toBe('unknown');
  expect(healthOf(state, { lastSeenAt: START - silent }, silent, START)).toBe('healthy');
  expect(healthOf(state, { lastSeenAt: START - silent - 1 }, silent, START)).toBe('unknown');
  expect(healthOf(held, { lastSeenAt: START }, silent, START)).toBe('held');
  expect(healthOf(state, { lastSeenAt: 0 }, undefined, START)).toBe('healthy');
});
