import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { localTime } from '#kernel/zone.ts';
import { heldUntil, isPromised, isUrgent } from '#products/rehearsal/domain/mail/held.ts';
import { nextTimeOfDay, quietUntil } from '#contexts/telling/domain/quiet.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
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

  test('N8 a time of day comes once a day by the reader’s own clock, also where clocks are changed', () => {
    fc.assert(
      fc.property(time, fc.constantFrom(...zones), fc.integer({ min: 1_767_225_600, max: 1_830_297_600 }), (text, zone, seconds) => {
        const at = seconds * 1_000;
        const next = nextTimeOfDay(text, zone, at);
        expect(next).toBeGreaterThan(at);
        expect(next - at).toBeLessThanOrEqual(DAY + 2 * HOUR);
        const { hour, minute } = localTime(next, zone);
        const shown = hour * 60 + minute;
        const meant = Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
        // Where clocks are put forward the time may not exist: then it is as much later as they are.
        expect([0, 30, 60]).toContain(shown - meant);
      }),
      { numRuns: 500 },
    );
  });

  test('N8 whoever wants one mail a day has what can wait held until then, after their quiet hours, and once only', () => {
    const story = begin();
    recordGates(story);
    const { id } = openQuestion(story.state, 'review');
    const asks = { kind: 'send_mail', template: 'review_request', to: 'grace', question: id } as const;
    const tells = { kind: 'send_mail', template: 'approved', to: 'grace' } as const;
    const confirms = { kind: 'send_mail', template: 'confirm_address', to: 'contributor', question: 1 } as const;
    const at = Date.parse('2026-11-22T12:00:00Z');
    const reader = { digestAt: '08:30', timeZone: 'Europe/Vienna' };
    const next = Date.parse('2026-11-23T07:30:00Z');
    expect(heldUntil(tells, story.state, reader, at)).toBe(next);
    expect(heldUntil(tells, story.state, reader, next, true)).toBeUndefined();
    // Ordered once more from the status page: somebody waits for it there, though not at night.
    expect(heldUntil({ ...tells, again: true }, story.state, reader, at)).toBeUndefined();
    expect(heldUntil({ ...tells, again: true }, story.state, { ...reader, quiet: { from: '12:00', to: '14:00' } }, at)).toBe(at + HOUR);
    for (const urgent of [asks, confirms]) expect(heldUntil(urgent, story.state, reader, at)).toBeUndefined();
    expect(heldUntil(tells, story.state, { ...reader, quiet: { from: '22:00', to: '09:00' } }, at)).toBe(next + HOUR / 2);
    expect(heldUntil(asks, story.state, { ...reader, quiet: { from: '12:00', to: '14:00', urgentToo: true } }, at)).toBe(at + HOUR);
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

  test('N8 S1 mails of these questions are urgent while a clock runs, and of no others', () => {
    const kinds = Object.keys(questionKinds) as QuestionKind[];
    expect(kinds.filter(isPromised).toSorted()).toEqual(['manual_test', 'review', 'verdict', 'word']);
    const story = begin();
    recordGates(story);
    const { id } = openQuestion(story.state, 'review');
    const urgent = kinds.filter((kind) => {
      const questions = story.state.questions.map((question) => (question.id === id ? { ...question, kind } : question));
      return isUrgent({ kind: 'send_mail', template: 'review_request', to: 'grace', question: id }, { ...story.state, questions });
    });
    expect(urgent.toSorted()).toEqual(['manual_test', 'review', 'verdict', 'word']);
  });
});
