import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { distanceText, dueText, durationText, instantText, knownZone, momentText } from '#html/times.ts';

const at = Date.parse('2026-03-29T00:30:00Z');

describe('times', () => {
  test('N8 an instant is shown by the reader’s clock, with its zone', () => {
    expect(instantText(at, 'UTC')).toBe('Sun 29 Mar 2026, 00:30 (UTC)');
    expect(instantText(at, 'Europe/Vienna')).toBe('Sun 29 Mar 2026, 01:30 (Europe/Vienna; 00:30 UTC)');
    expect(instantText(at + HOUR, 'Europe/Vienna')).toBe('Sun 29 Mar 2026, 03:30 (Europe/Vienna; 01:30 UTC)');
    expect(instantText(at, 'America/New_York')).toBe('Sat 28 Mar 2026, 20:30 (America/New York; Sun 00:30 UTC)');
    expect(instantText(Date.parse('2026-09-01T00:00:00Z'), 'UTC')).toMatch(/^Tue 1 Sept? 2026, 00:00 \(UTC\)$/);
  });

  test('how far it is', () => {
    expect(momentText(at + 3 * HOUR + 20 * MINUTE, { now: at, timeZone: 'UTC' })).toBe('Sun 29 Mar 2026, 03:50 (UTC), in 3 h 20 min');
    expect(distanceText(at, at + 2 * DAY + HOUR)).toBe('2 days 1 h ago');
    expect([distanceText(at, at), distanceText(at + SECOND, at)]).toEqual(['just now', 'in less than a minute']);
    expect([dueText(at + 24 * HOUR, at), dueText(at, at), dueText(at, at + HOUR)]).toEqual(['due in 24 h', 'due now', 'overdue by 1 h']);
  });

  test('durations are rounded down, so that nothing is promised too long', () => {
    expect(
      [0, 59 * SECOND, MINUTE, 59 * MINUTE + 59 * SECOND, 47 * HOUR + 59 * MINUTE, 2 * DAY, 9 * DAY + 5 * HOUR].map(durationText),
    ).toEqual(['0 s', '59 s', '1 min', '59 min', '47 h 59 min', '2 days', '9 days']);
  });

  test('a zone that nobody knows is the installation’s', () => {
    expect([knownZone('Asia/Kolkata'), knownZone('Not/Azone', 'Europe/Vienna'), knownZone(undefined)]).toEqual([
      'Asia/Kolkata',
      'Europe/Vienna',
      'UTC',
    ]);
  });
});
