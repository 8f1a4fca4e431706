import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoff, burstOf, createPace, retryAfter } from '#platform/embedded/queue-pace.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';

describe('rate', () => {
  test('in no span of time do more start than the burst and the rate allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (rate, gaps) => {
        const pace = createPace(rate);
        const starts: { now: number; count: number }[] = [];
        let now = 1_000;
        for (const gap of gaps) {
          now += gap;
          const count = pace.available(now);
          pace.take(count, now);
          starts.push({ now, count });
        }
        const excess = starts.flatMap(({ now: from }, first) =>
          starts.slice(first).map(({ now: to }, last) => {
            const started = starts.slice(first, first + last + 1).reduce((sum, { count }) => sum + count, 0);
            return started - burstOf(rate) - ((to - from) * rate) / 1000;
          }),
        );
        expect(Math.max(0, ...excess)).toBeLessThan(0.001);
      }),
    );
  });

  test('after the wait that it names, one may start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 40 }), (rate, gaps) => {
        const pace = createPace(rate);
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          now += pace.wait(now);
          expect(pace.available(now)).toBeGreaterThanOrEqual(1);
          pace.take(pace.available(now), now);
        }
      }),
    );
  });

  test('a clock that goes back makes nothing free', () => {
    const pace = createPace(5);
    pace.take(1, 1_000);
    expect(pace.available(500)).toBe(0);
    expect(pace.available(1_100)).toBe(0);
    expect(pace.available(1_200)).toBe(1);
    expect(() => pace.take(2, 1_200)).toThrow();
  });
});

describe('back-off', () => {
  const figures = { minBackoff: 1_000, maxBackoff: 300_000 };

  test('doubles from the least to the greatest', () => {
    expect([1, 2, 3, 4, 9, 10, 1_000].map((failures) => backoff(figures, failures, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
  });

  test('is at most a tenth longer, and never shorter than asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(1_000_000),
        (failures, random, asked) => {
          const plain = backoff(figures, failures, 0);
          const wait = backoff(figures, failures, random, asked);
          expect(wait).toBeGreaterThanOrEqual(Math.max(plain, asked));
          expect(wait).toBeLessThanOrEqual(Math.max(plain * 1.1 + 1, asked));
        },
      ),
    );
  });

  test('reads Retry-After as seconds or as a date, and ignores nonsense', () => {
    expect(retryAfter('120', 0)).toBe(120_000);
    expect(retryAfter('Thu, 01 Jan 1970 00:01:00 GMT', 10_000)).toBe(50_000);
    expect(retryAfter('Thu, 01 Jan 1970 00:00:00 GMT', 10_000)).toBe(0);
    for (const nonsense of [undefined, '', 'soon', '1e999x']) expect(retryAfter(nonsense, 0)).toBeUndefined();
    expect(backoff(figures, 1, 0, 10 ** 12)).toBe(86_400_000);
  });
});

test.each(Object.entries(taskRoutes))('the figures of %s are such as Cloud Tasks accepts', (_kind, route) => {
  expect(route.deadline).toBeGreaterThanOrEqual(15_000);
  expect(route.deadline).toBeLessThanOrEqual(30 * 60_000);
  expect(route.minBackoff % 1_000).toBe(0);
  expect(route.maxBackoff % 1_000).toBe(0);
  expect(route.ratePerSecond).toBeLessThanOrEqual(500);
  expect(route.concurrency).toBeLessThanOrEqual(5_000);
  expect(route.queue).toMatch(/^[A-Za-z0-9-]{1,100}$/);
});
