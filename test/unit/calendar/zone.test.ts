import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, localTime, offsetAt, type LocalTime } from '#kernel/zone.ts';
import { localTimesOf } from '#test/support/local-times.ts';

const zones = (
  'UTC Europe/Vienna Europe/London Europe/Dublin Europe/Lisbon Europe/Istanbul Europe/Moscow Europe/Chisinau Atlantic/Azores ' +
  'Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Johannesburg Africa/Lagos Africa/Tripoli Africa/Juba America/New_York America/Chicago ' +
  'America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/St_Johns America/Halifax America/Havana America/Sao_Paulo ' +
  'America/Santiago America/Asuncion America/Caracas America/Scoresbysund America/Nuuk Asia/Kolkata Asia/Kathmandu Asia/Tehran Asia/Gaza ' +
  'Asia/Jerusalem Asia/Amman Asia/Pyongyang Asia/Tokyo Asia/Shanghai Asia/Novosibirsk Australia/Sydney Australia/Adelaide ' +
  'Australia/Lord_Howe Australia/Eucla Antarctica/Troll Pacific/Auckland Pacific/Chatham Pacific/Apia Pacific/Fakaofo Pacific/Kiritimati ' +
  'Pacific/Norfolk Pacific/Honolulu'
).split(' ');

function at(year: number, month: number, day: number, hour: number, minute: number): LocalTime {
  return { year, month, day, hour, minute };
}

describe('local times', () => {
  test(`C2 ${zones.length} zones over 21 years: every local time is the instant that the engine's own Date gives`, () => {
    const expected = localTimesOf(zones, 2010, 2030);
    let compared = 0;
    for (const zone of zones) {
      const wrong = (expected[zone] ?? []).filter(([local, instant]) => {
        compared += 1;
        return instantOf(at(...local), zone) !== instant;
      });
      expect([zone, wrong.slice(0, 3)]).toEqual([zone, []]);
    }
    expect(zones.length).toBeGreaterThanOrEqual(40);
    expect(compared).toBeGreaterThan(100_000);
  });

  test.each([
    ['a time that is skipped moves forward by the gap', at(2026, 3, 29, 2, 30), 'Europe/Vienna', '2026-03-29T01:30:00.000Z'],
    ['one that is there twice is the earlier', at(2026, 10, 25, 2, 30), 'Europe/Vienna', '2026-10-25T00:30:00.000Z'],
    ['half an hour is a gap too', at(2026, 10, 4, 2, 15), 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['a whole day that was skipped', at(2011, 12, 30, 12, 0), 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['midnight that was skipped', at(2018, 11, 4, 0, 0), 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('C2 %s', (_, local, zone, expected) => {
    expect(new Date(instantOf(local, zone)).toISOString()).toBe(expected);
  });

  test('C2 there and back: an instant shows a local time that is this instant or, where clocks were put back, the one before', () => {
    const minute = fc.integer({ min: Date.UTC(2010, 0) / 60_000, max: Date.UTC(2031, 0) / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (minutes, zone) => {
        const instant = minutes * 60_000;
        const back = instantOf(localTime(instant, zone), zone);
        expect(back).toBeLessThanOrEqual(instant);
        if (back !== instant) expect(instant - back).toBe(offsetAt(back, zone) - offsetAt(instant, zone));
      }),
      { numRuns: 2_000 },
    );
  });

  test('C2 a zone that nobody knows is an error, not UTC', () => {
    expect(() => instantOf(at(2026, 1, 1, 0, 0), 'Europe/Atlantis')).toThrow(RangeError);
  });
});
