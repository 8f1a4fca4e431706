import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lengthsByName, queueHistory, type Steps } from '#contexts/operations/domain/listing/history.ts';
import { historyPage } from '#contexts/operations/pages/history.ts';
import { framed } from '#html/document.ts';
import { HOUR } from '#kernel/time.ts';
import { listing } from '#test/support/listings.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';

const NOW = 100;
const spent = fc
  .record({
    createdAt: fc.integer({ min: 0, max: 99 }),
    waits: fc.option(fc.nat(20), { nil: undefined }),
    takes: fc.option(fc.nat(20), { nil: undefined }),
  })
  .map(({ createdAt, waits, takes }) => {
    const startedAt = waits === undefined ? undefined : createdAt + waits;
    const endedAt = startedAt === undefined || takes === undefined ? undefined : startedAt + takes;
    return {
      createdAt,
      state: endedAt === undefined ? 'executing' : 'done',
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(endedAt === undefined ? {} : { endedAt }),
    } as const;
  });

const at = (steps: Steps, instant: number): number => steps.findLast(([from]) => from <= instant)?.[1] ?? 0;

test('W7 B7 at every moment as many waited, and were at work, as operations did then', () => {
  fc.assert(
    fc.property(fc.array(spent, { minLength: 1, maxLength: 30 }), (all) => {
      const history = queueHistory(all, NOW);
      if (history === undefined) throw new Error('none');
      for (let instant = history.from; instant < NOW; instant += 1) {
        const waited = all.filter(
          ({ createdAt, ...one }) => createdAt <= instant && instant < ('startedAt' in one ? (one.startedAt ?? NOW) : NOW),
        );
        const worked = all.filter(
          (one) => 'startedAt' in one && (one.startedAt ?? NOW) <= instant && instant < ('endedAt' in one ? (one.endedAt ?? NOW) : NOW),
        );
        expect([at(history.waiting, instant), at(history.working, instant)]).toEqual([waited.length, worked.length]);
      }
    }),
  );
  expect(queueHistory([], NOW)).toBeUndefined();
});

test('W7 how long each name takes is of those that ended well, the longest first', () => {
  const done = (name: string, hours: number, state: 'done' | 'failed' = 'done') =>
    listing({ name, state, createdAt: 0, startedAt: 1, endedAt: 1 + hours * HOUR });
  expect(lengthsByName([done('a', 1), done('b', 5), done('a', 3), done('a', 90, 'failed'), done('a', 2), listing()])).toEqual([
    { name: 'b', count: 1, median: 5 * HOUR, ninetieth: 5 * HOUR },
    { name: 'a', count: 3, median: 2 * HOUR, ninetieth: 3 * HOUR },
  ]);
});

test('W7 the page says in words and in a table what its pictures show', () => {
  const listings = Array.from({ length: 20 }, (_, n) =>
    listing({
      id: `r${n}`,
      name: `<Job ${n % 3}>`,
      state: 'done',
      createdAt: n * HOUR,
      startedAt: (n + 1) * HOUR,
      endedAt: (n + 3) * HOUR,
    }),
  ).toReversed();
  const page = framed(historyPage({ backend: 'local', listings, isCut: true, days: 1, when: { now: 24 * HOUR, timeZone: 'UTC' } }), {
    installation: 'Sample',
    groups: [],
    footer: '',
  });
  expect([faultOfHtml(page), accessibilityFaults(page)]).toEqual([undefined, []]);
  expect(page).toContain('at most 1 waited, and at most 2 were at work at once');
  expect(page).toContain('there are older ones');
  expect(page).toMatch(/<th scope="row">&lt;Job 0&gt;<\/th><td>7<\/td><td>2 h<\/td>/);
});
