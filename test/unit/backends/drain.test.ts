import { describe, expect, test } from '@jest/globals';
import { awaited, nextLook, outlookOf, type Use } from '#contexts/backends/domain/drain.ts';
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

  test('B2 what was asked to stop ends by its agent, and no longer by its own length', () => {
    const [stopping, ...others] = awaited([{ ...uses[0]!, stoppingSince: 95, since: 0 }, ...uses.slice(1)], { now: 100 });
    expect([stopping?.pace, ...others.map(({ pace }) => pace)]).toEqual(['stopping', 'expected', 'unknown']);
  });

  test('B2 what a drain that waits has to wait for: until when only where the end of all is known and not past', () => {
    const outlook = (all: Use[], now = 50) => outlookOf(awaited(all, { now }));
    const none = { running: 0, slow: 0, unknown: 0, stopping: 0, never: 0 };
    expect(outlook([])).toEqual(none);
    expect(outlook(uses.slice(0, 2))).toEqual({ ...none, running: 2, freeBy: 200 });
    expect(outlook(uses.slice(0, 2), 100)).toEqual({ ...none, running: 2, slow: 1 });
    expect(outlook(uses)).toEqual({ ...none, running: 3, unknown: 1 });
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
