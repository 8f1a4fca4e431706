import { describe, expect, test } from '@jest/globals';
import { awaited, nextLook, type Use } from '#contexts/backends/domain/drain.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';

const uses: Use[] = [
  { kind: 'slots', name: 'w/a', since: 20, expectedEnd: 90 },
  { kind: 'turn', name: 'rq1', since: 10, expectedEnd: 200 },
  { kind: 'task', name: 'job-001-cancel', since: 30 },
];

describe('B2 what a drain waits for', () => {
  test('B2 the longest first, and slow is told from what is expected, and from what nothing is known of', () => {
    expect(awaited(uses, { now: 100 }).map(({ name, pace }) => `${name}: ${pace}`)).toEqual([
      'rq1: expected',
      'w/a: slow',
      'job-001-cancel: unknown',
    ]);
  });

  test('B2 while its agent is silent nothing is slow: it never ends before that is heard', () => {
    const all = awaited(uses, { now: 100, silentSince: 50 });
    expect(all.map(({ pace }) => pace)).toEqual(['never', 'never', 'never']);
    expect(all[0]?.why).toBe('its agent is silent, so nobody confirms its end');
  });

  test('B2 somebody looks every few seconds at first, every minute later, and at the deadline', () => {
    const look = (passed: number, deadline?: number): number =>
      nextLook({ mode: 'wait', ...(deadline === undefined ? {} : { deadline }) }, 0, passed, 1);
    expect(look(0)).toBe(5 * SECOND);
    expect(look(5 * MINUTE)).toBe(30 * SECOND);
    expect(look(60 * MINUTE)).toBe(MINUTE);
    expect(look(60 * MINUTE, 60 * MINUTE + 7 * SECOND)).toBe(7 * SECOND);
    expect(look(60 * MINUTE, 59 * MINUTE)).toBe(MINUTE);
  });
});
