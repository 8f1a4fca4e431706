import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { frozen, freezesBetween, type Freeze } from '#contexts/calendar/domain/freeze.ts';
import { localTime, offsetAt } from '#kernel/zone.ts';
import { DAY } from '#kernel/time.ts';
import { dayOf, weekdayOf } from '#contexts/calendar/domain/days.ts';

const hours = Array.from({ length: 24 }, (_, n) => n);
const VIENNA = 'Europe/Vienna';
const weekend: Freeze = {
  name: 'weekend',
  kind: 'weekly',
  timeZone: VIENNA,
  weekdays: ['friday'],
  from: '18:00',
  to: '06:00',
  untilWeekday: 'monday',
};
const nights: Freeze = {
  name: 'nights',
  kind: 'weekly',
  timeZone: VIENNA,
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  from: '22:00',
  to: '05:00',
  backends: ['backup'],
};
const cut: Freeze = { name: 'release week', kind: 'dated', from: Date.UTC(2026, 11, 7, 5), to: Date.UTC(2026, 11, 9, 12) };

function until(freezes: Freeze[], backend: string, at: string): string | undefined {
  const found = frozen(freezes, backend, Date.parse(at));
  return found && `${found.names.join('+')} ${new Date(found.until).toISOString()}`;
}

describe('freezes', () => {
  test.each([
    ['2026-12-04T16:59:59Z', undefined],
    ['2026-12-04T17:00:00Z', 'weekend 2026-12-07T05:00:00.000Z'],
    ['2026-12-07T04:59:59Z', 'weekend 2026-12-07T05:00:00.000Z'],
    ['2026-12-07T05:00:00Z', undefined],
    // Clocks go back in the night before the Monday: the weekend lasts an hour longer.
    ['2026-10-24T10:00:00Z', 'weekend 2026-10-26T05:00:00.000Z'],
  ])('C8 a weekend from Friday 18:00 to Monday 06:00 in Vienna, at %s', (at, expected) => {
    expect(until([weekend], 'local', at)).toBe(expected);
  });

  test('C8 freezes that follow on one another end together, and one of another backend does not count', () => {
    expect(until([weekend, cut], 'local', '2026-12-05T12:00:00Z')).toBe('weekend+release week 2026-12-09T12:00:00.000Z');
    expect(until([nights], 'local', '2026-12-02T22:30:00Z')).toBeUndefined();
    expect(until([nights], 'backup', '2026-12-02T22:30:00Z')).toBe('nights 2026-12-03T04:00:00.000Z');
  });

  test('C8 one that never ends is said to last, and the question is answered all the same', () => {
    const always: Freeze = { ...weekend, name: 'always', untilWeekday: 'friday', to: '18:00' };
    expect(frozen([always], 'local', Date.UTC(2026, 11, 1))?.until).toBeGreaterThan(Date.UTC(2027, 5, 1));
  });

  test('C8 at any minute a night is frozen exactly when the clock in its zone says so', () => {
    const minute = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const { hour } = localTime(minutes * 60_000, VIENNA);
        const found = frozen([nights], 'backup', minutes * 60_000);
        expect(found !== undefined).toBe(hour >= 22 || hour < 5);
        if (found !== undefined) expect(localTime(found.until, VIENNA)).toMatchObject({ hour: 5, minute: 0 });
      }),
    );
  });

  const zones = ['Europe/London', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Apia', 'Asia/Gaza'];
  const quarter = fc
    .integer({ min: 0, max: 95 })
    .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][n % 4]}`);

  test('C8 whatever the clocks do, every minute that they show inside of a window is frozen, and no window ends before it begins', () => {
    const minute = fc.integer({ min: Date.UTC(2009, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
    const changes = zones.flatMap((zone) => changesOf(zone).map((at) => [zone, at] as const));
    const near = fc.oneof(fc.tuple(fc.constantFrom(...zones), minute), fc.constantFrom(...changes));
    fc.assert(
      fc.property(near, fc.integer({ min: -180, max: 180 }), quarter, quarter, ([zone, about], off, from, to) => {
        const freeze: Freeze = { ...nights, timeZone: zone, from, to };
        const at = (about + off) * 60_000;
        const { hour, minute: past } = localTime(at, zone);
        const clock = `${String(hour).padStart(2, '0')}:${String(past).padStart(2, '0')}`;
        const isInside = from < to ? clock >= from && clock < to : clock >= from || clock < to;
        if (isInside) expect(frozen([freeze], 'backup', at)).toBeDefined();
        for (const window of freezesBetween([freeze], at - 2 * DAY, at + 2 * DAY)) expect(window.to).toBeGreaterThan(window.from);
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['begins in the hour left out', '02:30', '03:15', '2027-03-28T01:00:00.000Z', '2027-03-28T01:15:00.000Z'],
    ['ends in the hour left out', '01:30', '02:15', '2027-03-28T00:30:00.000Z', '2027-03-28T01:00:00.000Z'],
  ])('C8 a window that %s has what the clocks leave of it', (_, from, to, begin, end) => {
    const sundays: Freeze = { ...nights, timeZone: 'Europe/Berlin', weekdays: ['sunday'], from, to };
    const [window] = freezesBetween([sundays], Date.UTC(2027, 2, 27), Date.UTC(2027, 2, 29));
    expect([window?.from, window?.to].map((at) => new Date(at ?? 0).toISOString())).toEqual([begin, end]);
    expect(frozen([sundays], 'backup', Date.parse(begin))?.until).toBe(Date.parse(end));
    expect(frozen([{ ...sundays, from: '02:10', to: '02:50' }], 'backup', Date.parse(begin))).toBeUndefined();
  });

  test('C8 what lies ahead is listed, earliest first', () => {
    const listed = freezesBetween([weekend, cut], Date.UTC(2026, 11, 1), Date.UTC(2026, 11, 13));
    expect(listed.map(({ freeze, from }) => `${freeze.name} ${new Date(from).toISOString()}`)).toEqual([
      'weekend 2026-12-04T17:00:00.000Z',
      'release week 2026-12-07T05:00:00.000Z',
      'weekend 2026-12-11T17:00:00.000Z',
    ]);
    expect(weekdayOf(dayOf(listed[0]!.from, VIENNA))).toBe('friday');
  });
});

/** Minutes since 1970 at which, to a day, the zone's clocks were changed in 2011 (when Apia left out a day) and 2026. */
function changesOf(zone: string): number[] {
  const days = [2011, 2026].flatMap((year) => Array.from({ length: 365 }, (_, n) => Date.UTC(year, 0, n + 1)));
  const changed = days.filter((at) => offsetAt(at, zone) !== offsetAt(at + DAY, zone));
  return changed.flatMap((day) => hours.map((hour) => day / 60_000 + hour * 60));
}
