import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { localTime } from '#domain/calendar/zone.ts';
import { heldUntil, isUrgent, quietUntil } from '#domain/mail/quiet.ts';
import { DAY, HOUR, MINUTE } from '#domain/time.ts';
import { begin, openQuestion, recordGates } from '#test/support/given-request.ts';

const night = { from: '22:00', to: '07:00' };
const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Chatham'];
const time = fc
  .integer({ min: 0, max: 1_439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

describe('quiet hours', () => {
  test('N8 by the reader’s own clock, also where clocks are changed: what is held is let go at the end, soon, and not inside', () => {
    fc.assert(
      fc.property(
        time,
        time,
        fc.constantFrom(...zones),
        fc.integer({ min: 1_767_225_600, max: 1_830_297_600 }),
        (from, to, zone, seconds) => {
          const at = seconds * 1_000;
          const until = quietUntil({ from, to }, zone, at);
          const local = localTime(at, zone);
          const minute = local.hour * 60 + local.minute;
          const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
          const inside =
            from < to ? minute >= minutes(from) && minute < minutes(to) : from > to && (minute >= minutes(from) || minute < minutes(to));
          expect(until !== undefined).toBe(inside);
          if (until === undefined) return;
          expect(until).toBeGreaterThan(at);
          expect(until - at).toBeLessThanOrEqual(DAY + 2 * HOUR);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('N8 over midnight, to the minute', () => {
    const at = Date.parse('2026-11-22T22:30:00Z');
    expect(quietUntil(night, 'Europe/Vienna', at)).toBe(Date.parse('2026-11-23T06:00:00Z'));
    expect(quietUntil(night, 'Europe/Vienna', Date.parse('2026-11-23T05:59:59Z'))).toBe(Date.parse('2026-11-23T06:00:00Z'));
    expect(quietUntil(night, 'Europe/Vienna', Date.parse('2026-11-23T06:00:00Z'))).toBeUndefined();
    expect(quietUntil(night, 'Europe/Vienna', Date.parse('2026-11-22T20:59:59Z'))).toBeUndefined();
  });

  test('N8 S1 a question with a running clock is not held unless its reader has said so; what only tells is', () => {
    const story = begin();
    recordGates(story);
    const { id } = openQuestion(story.state, 'review');
    const asks = { kind: 'send_mail', template: 'review_request', to: 'grace', question: id } as const;
    const tells = { kind: 'send_mail', template: 'approved', to: 'grace' } as const;
    const at = Date.parse('2026-11-22T23:30:00Z');
    expect([isUrgent(asks, story.state), isUrgent(tells, story.state)]).toEqual([true, false]);
    expect(heldUntil(asks, story.state, { quiet: night }, at)).toBeUndefined();
    expect(heldUntil(asks, story.state, { quiet: { ...night, urgentToo: true } }, at)).toBe(at + 7 * HOUR + 30 * MINUTE);
    expect(heldUntil(tells, story.state, { quiet: night }, at)).toBe(at + 7 * HOUR + 30 * MINUTE);
    expect(heldUntil(tells, story.state, { quiet: { ...night, timeZone: 'Asia/Kolkata' } }, at)).toBe(Date.parse('2026-11-23T01:30:00Z'));
    expect(heldUntil(tells, story.state, { quiet: false }, at)).toBeUndefined();
    expect(heldUntil(tells, story.state, {}, at)).toBeUndefined();
  });
});
