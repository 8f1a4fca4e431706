import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Cron } from 'croner';
import { dueBy, localText, nextAfter, nextTimes } from '#contexts/schedules/domain/next.ts';
import { occurrenceKey, type Occurrence } from '#contexts/schedules/domain/timing.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';

/** `instant` or `instant instead of local`, from an instant on. */
function play(cron: string, timeZone: string, from: string, count: number): string[] {
  const timing = { cron, timeZone };
  return nextTimes(timing, nextAfter(timing, { at: Date.parse(from) - 1 }), count).map(shown);
}

function shown({ at, insteadOf }: Occurrence): string {
  const text = new Date(at).toISOString().slice(0, 16);
  return insteadOf === undefined ? text : `${text} instead of ${insteadOf.slice(11)}`;
}

describe('O7 clock changes follow Debian’s cron', () => {
  test('O7 a time of day that the clocks leave out is right after, and the next day as usual', () => {
    expect(play('30 1 * * *', 'Europe/London', '2026-03-28T12:00Z', 2)).toEqual(['2026-03-29T01:00 instead of 01:30', '2026-03-30T00:30']);
    expect(play('15 2 * * *', 'America/New_York', '2026-03-08T00:00Z', 2)).toEqual([
      '2026-03-08T07:00 instead of 02:15',
      '2026-03-09T06:15',
    ]);
  });

  test('O7 a gap of half an hour is followed too', () => {
    expect(play('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', 2)).toEqual([
      '2026-10-03T15:30 instead of 02:15',
      '2026-10-04T15:15',
    ]);
  });

  test('O7 each time of a list that is left out is due right after, before what the clocks show', () => {
    expect(play('0,30 1,2 * * *', 'Europe/London', '2026-03-29T00:00Z', 4)).toEqual([
      '2026-03-29T01:00 instead of 01:00',
      '2026-03-29T01:00 instead of 01:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ]);
  });

  test('O7 a time of day that is left out at the end of a day is right after, on the next', () => {
    expect(play('30 23 * * *', 'America/Nuuk', '2024-03-30T12:00Z', 2)).toEqual(['2024-03-31T01:00 instead of 23:30', '2024-04-01T00:30']);
  });

  test('O7 a time of day that comes twice is due the first time only', () => {
    expect(play('30 1 * * *', 'Europe/London', '2026-10-24T12:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
    expect(play('45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T00:00Z', 2)).toEqual(['2026-04-04T14:45', '2026-04-05T15:15']);
  });

  test('O7 what goes by the clock is due whenever the clock shows it: not in the gap, twice where it is put back', () => {
    expect(play('*/30 * * * *', 'Europe/London', '2026-03-29T00:00Z', 4)).toEqual([
      '2026-03-29T00:00',
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ]);
    expect(play('*/30 * * * *', 'Europe/London', '2026-10-25T00:00Z', 5)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
    ]);
    expect(play('@hourly', 'America/New_York', '2026-11-01T05:00Z', 3)).toEqual([
      '2026-11-01T05:00',
      '2026-11-01T06:00',
      '2026-11-01T07:00',
    ]);
    expect(play('*/30 1 * * *', 'Europe/London', '2026-03-28T12:00Z', 2)).toEqual(['2026-03-30T00:00', '2026-03-30T00:30']);
    expect(play('*/20 1 * * *', 'Europe/London', '2026-10-25T00:00Z', 7)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:20',
      '2026-10-25T00:40',
      '2026-10-25T01:00',
      '2026-10-25T01:20',
      '2026-10-25T01:40',
      '2026-10-26T01:00',
    ]);
  });

  test('O7 a day that a zone leaves out is a correction: nothing of it is made good', () => {
    expect(play('0 12 * * *', 'Pacific/Apia', '2011-12-29T00:00Z', 2)).toEqual(['2011-12-29T22:00', '2011-12-30T22:00']);
    expect(play('0 12 30 * *', 'Pacific/Apia', '2011-12-01T00:00Z', 1)).toEqual(['2012-01-29T22:00']);
  });

  test('O7 a field that begins with a star restricts no day, so that the other has to hold', () => {
    expect(play('0 0 */2 * 1', 'UTC', '2026-12-01T00:00Z', 2)).toEqual(['2026-12-07T00:00', '2026-12-21T00:00']);
    expect(play('0 0 1 * 1', 'UTC', '2026-12-01T00:00Z', 2)).toEqual(['2026-12-01T00:00', '2026-12-07T00:00']);
  });

  test('O7 croner by itself leaves out what would be right after on the next day, and lists are no times of day to it', () => {
    const alone = (cron: string, timezone: string, from: string): string | undefined =>
      new Cron(cron, { mode: '5-part', timezone }).nextRun(new Date(from))?.toISOString();
    expect(alone('30 1 * * *', 'Europe/London', '2026-03-28T12:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(alone('30 23 * * *', 'America/Nuuk', '2024-03-30T12:00Z')).toBe('2024-04-01T00:30:00.000Z');
    expect(alone('30 1,13 * * *', 'Europe/London', '2026-03-28T14:00Z')).toBe('2026-03-29T12:30:00.000Z');
  });
});

const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Nuuk',
  'Africa/Casablanca',
  'America/Asuncion',
  'Africa/Cairo',
  'Asia/Kolkata',
] as const;

describe('O7 three years of clock changes', () => {
  test.each(zones)('O7 every time of day is due exactly once on its day, in order, in %s', (timeZone) => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 3 });
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(minutes, hours, (minute, hour) => {
        const timing = { cron: `${minute.join(',')} ${hour.join(',')} * * *`, timeZone };
        const [from, to] = [Date.UTC(2024, 0, 1), Date.UTC(2027, 0, 1)];
        const due = dueBy(timing, nextAfter(timing, { at: from - 1 }), to, 100_000);
        expectInOrder(due);
        const walls = due.map(({ at, insteadOf }) => insteadOf ?? localText(at, timeZone));
        // Days at the edges are whole by the zone's clock, or left out.
        const wanted = wallsBetween(localText(from, timeZone), localText(to, timeZone), minute, hour);
        expect(walls.toSorted()).toEqual(wanted);
        for (const { at, insteadOf } of due) if (insteadOf !== undefined) expectRightAfter(at, insteadOf, timeZone);
      }),
      { numRuns: 2, seed: 7 },
    );
  });

  test.each(zones.slice(0, 4))('O7 what goes by the clock is due at exactly the minutes that it shows, in %s', (timeZone) => {
    const timing = { cron: '*/30 0-3,23 * * *', timeZone };
    const [from, to] = [Date.UTC(2024, 0, 1), Date.UTC(2027, 0, 1)];
    const due = dueBy(timing, nextAfter(timing, { at: from - 1 }), to - 1, 100_000);
    const wanted: number[] = [];
    for (let at = from; at < to; at += 30 * MINUTE) if (/T(?:0[0-3]|23):(?:00|30)$/.test(localText(at, timeZone))) wanted.push(at);
    expect(due.map(({ at }) => at)).toEqual(wanted);
  });
});

function expectInOrder(due: readonly Occurrence[]): void {
  expect(due.every((one, n) => one.at >= (due[n - 1]?.at ?? 0))).toBe(true);
  expect(new Set(due.map((one) => occurrenceKey('s', one))).size).toBe(due.length);
}

function wallsBetween(from: string, to: string, minutes: readonly number[], hours: readonly number[]): string[] {
  const walls: string[] = [];
  for (let day = Date.parse(`${from.slice(0, 10)}T00:00Z`); day <= Date.parse(`${to.slice(0, 10)}T00:00Z`); day += DAY)
    for (const hour of hours)
      for (const minute of minutes) walls.push(new Date(day + hour * HOUR + minute * MINUTE).toISOString().slice(0, 16));
  return walls.filter((wall) => wall >= from && wall <= to).toSorted();
}

/** The clocks have just been put forward over it. */
function expectRightAfter(at: number, insteadOf: string, timeZone: string): void {
  expect(localText(at - MINUTE, timeZone) < insteadOf).toBe(true);
  expect(localText(at, timeZone) > insteadOf).toBe(true);
}
